// SPDX-License-Identifier: EUPL-1.2

/// What was done to a published field, as records write it in one word.
package enum PublishedTreatment: Hashable, Sendable {
  /// A treatment of the pipeline file.
  case kind(Treatment.Kind)
  /// Counted or added up: the field is a measure of a table of counts.
  case aggregate
  /// Merged with rows alike into ranges or sets, by Mondrian.
  case merged
  /// Computed from coordinates, to longitude and latitude.
  case coordinates
  /// A word that another version of the program wrote.
  case unknown(String)

  /// Reads the word of a record.
  package init(word: String) {
    let own = [Self.aggregate, .merged, .coordinates].first { $0.word == word }
    self = own ?? Treatment.Kind(rawValue: word).map { .kind($0) } ?? .unknown(word)
  }

  /// The word of a record.
  package var word: String {
    switch self {
    case .kind(let kind): kind.rawValue
    case .aggregate: "aggregate"
    case .merged: "mondrian"
    case .coordinates: "wgs84"
    case .unknown(let word): word
    }
  }

  /// What was done, for the page and briefly; the word itself if there are no words for it without a measure.
  package var words: TreatmentWords {
    switch self {
    case .kind(let kind): kind.traits.words ?? .init(nl: word, en: word)
    case .coordinates: .fromCoordinates
    case .aggregate, .merged, .unknown: .init(nl: word, en: word)
    }
  }
}

extension PublishedTreatment: Codable {
  /// Reads the word.
  package init(from decoder: any Decoder) throws {
    self.init(word: try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the word.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(word)
  }
}
