// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Which keys and arrays a JSON text has, and how often; no value of it.
final class JSONStructure {
  /// Distinct places that are kept; more are no structure that a person could describe.
  static let limit = 5_000

  /// A value at one place, whatever its number.
  final class Place {
    /// The key; empty for an element of an array, and for the text itself.
    let key: String
    let parent: Place?
    /// By key, in the order in which they came.
    var keys: [Place] = []
    /// What stands in its arrays.
    var element: Place?
    var count = 0
    var hasScalar = false
    var hasObject = false
    private var numbers: [[UInt8]: Int] = [:]

    init(_ key: String, parent: Place?) {
      (self.key, self.parent) = (key, parent)
    }

    /// The number of a key among `keys`; nil where it is new.
    func number(of name: [UInt8]) -> Int? { numbers[name] }

    func add(_ name: [UInt8]) -> Place {
      let place = Place(String(decoding: name, as: UTF8.self), parent: self)
      numbers[name] = keys.count
      keys.append(place)
      return place
    }

    /// Whether it is a geometry of GeoJSON.
    var isGeometry: Bool {
      hasObject
        && ["coordinates", "geometries"].contains { name in
          keys.contains { $0.key == name && $0.element != nil }
        } && keys.contains { $0.key == "type" && $0.hasScalar }
    }

    /// The places below it that hold a value.
    var valueCount: Int {
      if isGeometry { return 1 }
      return (hasScalar ? 1 : 0) + keys.reduce(0) { $0 + $1.valueCount }
        + (element?.valueCount ?? 0)
    }
  }

  let top = Place("", parent: nil)
  /// How many values follow each other: more than one are JSON lines.
  private(set) var values = 0
  private let scanner: JSONScanner
  private var places = 0

  /// Reads a text, or the first value of it.
  init(_ source: any ByteSource, file: String, onlyFirst: Bool) throws(Failure) {
    let plan = JSONPlan(
      records: JSONPath(), isLines: false, columns: [], problems: ConfigProblems(file: file))
    scanner = JSONScanner(
      JSONInput(source, file: file, blockSize: 1 << 16), plan,
      RecordSink(RowChannel(), sizes: BlockSizes(block: 1 << 10)))
    try scanner.skipMark()
    repeat {
      guard try scanner.input.token() != nil else { break }
      values += 1
      try look(top)
    } while !onlyFirst
    if onlyFirst, try scanner.input.token() != nil { values += 1 }
  }

  private func look(_ place: Place) throws(Failure) {
    place.count += 1
    switch try scanner.input.token() {
    case 0x7B:
      place.hasObject = true
      try unsafe scanner.object { name throws(Failure) in
        let bytes = unsafe Array(name)
        let child: Place
        if let number = place.number(of: bytes) {
          child = place.keys[number]
        } else {
          try add()
          child = place.add(bytes)
        }
        try look(child)
      }
    case 0x5B:
      let element = place.element ?? Place("", parent: place)
      place.element = element
      try scanner.array { _ throws(Failure) in try look(element) }
    case 0x6E: try scanner.skip()
    default:
      place.hasScalar = true
      try scanner.skip()
    }
  }

  private func add() throws(Failure) {
    places += 1
    guard places > Self.limit else { return }
    throw scanner.failure(
      "the file has more than \(Self.limit) different keys",
      "Such a file needs a person: write the pipeline by docs/formats/json.md.")
  }
}
