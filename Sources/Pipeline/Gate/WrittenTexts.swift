// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikFormat
internal import HergebruikModel

/// Every text that the catalogue has of a dataset beside its table: pages, metadata and feeds are made of these records
/// alone.
///
/// The records are written as JSON and each text in that is taken, so that what is added to a record later is looked at
/// as well. The values that a profile shows are cells of the table, which is read back itself.
struct WrittenTexts {
  /// What the texts of `catalog.yaml` are called.
  static let catalogue = "catalog.yaml"

  /// The texts of one part of the metadata, as lines.
  struct Part {
    /// The part, such as `title`; of a field `fields: NAME`.
    var place: String
    var text: String
    /// Whether they are patterns that cells must have: one number in them is meant.
    var isPattern: Bool
  }

  /// The parts, in a fixed order.
  let all: [Part]

  /// What a part is called where it is accepted: of all fields alike.
  static func acceptance(of place: String) -> String {
    place.hasPrefix(fields) ? "fields" : place
  }

  private static let fields = "fields: "
  /// What of the metadata is addresses and what stands there.
  private static let links: Set = [
    "standards", "samples", "sources", "relations", "referrers", "legislation", "policy", "spatial",
  ]

  /// Collects the texts of a dataset.
  ///
  /// - Throws: `self-check` if a record cannot be written as JSON.
  init(_ subject: GateSubject) throws(Failure) { try self.init(subject.record, subject.catalogue) }

  /// Collects the texts of a dataset and of its catalogue.
  ///
  /// - Throws: `self-check` if a record cannot be written as JSON.
  init(_ record: DatasetRecord, _ catalogue: CatalogueRecord) throws(Failure) {
    var record = record
    // Cells and counts of them, and what the program says of them in its own words.
    (record.profile, record.releases, record.protection) = (nil, nil, nil)
    record.versions = nil
    // How to reach those who answer for it is meant to be read.
    record.description.statements?.contactPoint = nil
    var catalogue = catalogue
    // What the catalogue says of its own publisher is meant to be read.
    catalogue.dataProtectionOfficer = nil
    catalogue.contactPoint = .init(name: "")
    var texts: [Key: [String]] = [:]
    Self.collect(try Self.json(record), at: [], Self.place, into: &texts)
    Self.collect(try Self.json(catalogue), at: [], { _ in Self.catalogue }, into: &texts)
    all = texts.sorted { ($0.key.place, $0.key.order) < ($1.key.place, $1.key.order) }.map {
      Part(
        place: $0.key.place, text: $0.value.joined(separator: "\n"), isPattern: $0.key.isPattern)
    }
  }

  private struct Key: Hashable {
    var place: String
    var isPattern: Bool

    var order: Int { isPattern ? 1 : 0 }
  }

  /// The part of the metadata that a person would look in.
  private static func place(_ path: [String]) -> String {
    switch (path.first, path.dropFirst().first) {
    case ("description", "title"): "title"
    case ("description", "keywords"): "keyword"
    case ("description", "landingPage"), ("description", "pages"), ("description", "external"):
      "link"
    case ("description", "statements")
    where !Self.links.isDisjoint(with: path): "link"
    case ("description", _): "description"
    case ("fields", let name?): fields + name
    case ("fields", _), ("primaryKey", _), ("keys", _): "fields"
    // What has no place of its own can be accepted nowhere.
    default: "file name"
    }
  }

  private static func json(_ value: some Encodable) throws(Failure) -> Any {
    do {
      return try JSONSerialization.jsonObject(with: JSONEncoder().encode(value))
    } catch {
      throw Failure(.selfCheck, "the texts of the metadata cannot be collected: \(error)")
    }
  }

  /// Adds the texts of a value, and the names that it gives to its members.
  private static func collect(
    _ value: Any, at path: [String], _ place: ([String]) -> String,
    into texts: inout [Key: [String]]
  ) {
    switch value {
    case let text as String:
      // A digest is of bytes that are looked at themselves.
      guard path.last != "sha256" else { return }
      let key = Key(place: place(path), isPattern: path.last == "pattern")
      texts[key, default: []].append(text)
    case let items as [Any]:
      for item in items { collect(item, at: path + name(of: item, in: path), place, into: &texts) }
    case let members as [String: Any]:
      for (name, member) in members.sorted(by: { $0.key < $1.key }) {
        collect(member, at: path + [name], place, into: &texts)
      }
    default: break  // Numbers, true, false and null have no words.
    }
  }

  /// The name of a field, so that what is found in its texts can be told of it.
  private static func name(of item: Any, in path: [String]) -> [String] {
    guard path == ["fields"], let name = (item as? [String: Any])?["name"] as? String else {
      return []
    }
    return [name]
  }
}
