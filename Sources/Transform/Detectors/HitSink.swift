// SPDX-License-Identifier: EUPL-1.2

/// Where a text scanner tells what it finds, with its place.
package protocol HitSink {
  /// Whether anybody looks at the places; where not, they are not even worked out.
  static var listens: Bool { get }
  /// Takes something that stands in some bytes of the text.
  mutating func add(_ detector: Detector, _ start: Int, _ end: Int)
}

/// For those who only count.
struct NoSink: HitSink {
  static var listens: Bool { false }
  @inline(__always)
  package mutating func add(_ detector: Detector, _ start: Int, _ end: Int) {}
}

/// The places of one text, in order and apart from each other.
package struct HitList: HitSink {
  /// A part of a text and what it is.
  package struct Hit {
    package var start: Int
    package var end: Int
    package var tag: TypeTag
  }

  package static var listens: Bool { true }
  package private(set) var hits: [Hit] = []

  /// Makes an empty list.
  package init() {}

  package mutating func add(_ detector: Detector, _ start: Int, _ end: Int) {
    add(TypeTag(detector), start, end)
  }

  /// What overlaps is joined, and is called after the longer of the two, or the first.
  ///
  /// A text is read forwards, and every hit holds the word that is being read: none lies wholly before an
  /// earlier one.
  package mutating func add(_ tag: TypeTag, _ start: Int, _ end: Int) {
    var hit = Hit(start: start, end: end, tag: tag)
    while let last = hits.last, last.end > hit.start {
      hits.removeLast()
      let isLonger = hit.end - hit.start > last.end - last.start
      hit = Hit(
        start: min(last.start, hit.start), end: max(last.end, hit.end),
        tag: isLonger ? hit.tag : last.tag)
    }
    hits.append(hit)
  }

  package mutating func removeAll() { hits.removeAll(keepingCapacity: true) }
}
