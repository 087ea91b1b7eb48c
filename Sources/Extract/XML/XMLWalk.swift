// SPDX-License-Identifier: EUPL-1.2

import CLibXML2
internal import HergebruikFormat

/// A test of a name, with the pointers of one parser's dictionary.
///
/// Memory safety: its pointers are compared, not followed.
@safe
struct XMLResolvedTest {
  private let local: UnsafePointer<UInt8>?
  private let uri: UnsafePointer<UInt8>?
  private let isAnyNamespace: Bool

  init(_ test: XMLNameTest, _ handler: SAXHandler) {
    unsafe local = unsafe test.local.flatMap { unsafe handler.intern(Array($0.utf8)) }
    switch test.namespace {
    case .any: unsafe (uri, isAnyNamespace) = (nil, true)
    case .none: unsafe (uri, isAnyNamespace) = (nil, false)
    case .uri(let uri):
      unsafe (self.uri, isAnyNamespace) = unsafe (handler.intern(Array(uri.utf8)), false)
    }
  }

  @inline(__always)
  func matches(_ name: SAXName) -> Bool {
    unsafe (local == nil || local == name.local) && (isAnyNamespace || uri == name.uri)
  }
}

/// Finds the records of a document, and what their ancestors say; what is in a record is a subclass's.
///
/// Memory safety: `names` has room for `SAXParser.depthLimit` + 1 names, and `start` stops before `depth` gets there. Pointers
/// of names are the parser's dictionary's, which lives as long as the parse.
@safe
class XMLWalk: SAXHandler {
  /// A value from above the records, kept for those below.
  private enum Kept {
    case none
    case value([UInt8])
    case several
  }

  /// An open element above the records, with the values that start from it, by column above.
  private struct Frame {
    var kept: [Kept]
    var isUsed: [Bool]
  }

  /// The text of an element above the records, while it is open.
  private struct Capture {
    var above: Int
    var depth: Int
    var bytes: [UInt8] = []
  }

  let plan: XMLPlan
  unowned(unsafe) let sink: RecordSink
  /// The open elements: room for as many as may be, and how many there are.
  private let names: UnsafeMutablePointer<SAXName>
  final private(set) var depth = 0
  /// The number of open elements at the record's beginning, itself included; 0 outside.
  final private(set) var recordDepth = 0
  final private(set) var recordLine = 1
  final private(set) var hasRecords = false
  /// What columns that carry had last.
  final var carried: [[UInt8]?]
  private var recordTests: [XMLResolvedTest] = []
  /// The last of them: most elements are told apart by it.
  private var recordTest: XMLResolvedTest?
  private var aboveTests: [(tests: [XMLResolvedTest], attribute: XMLResolvedTest?)] = []
  private var frames: [Frame] = []
  private var captures: [Capture] = []
  private var lastRecordDepth = 0
  private var nilName: UnsafePointer<UInt8>?
  private var noValueName: UnsafePointer<UInt8>?
  /// The first names of the document, for when no record is found.
  private var firstNames: [String] = []

  init(_ plan: XMLPlan, file: String, sink: RecordSink) {
    self.plan = plan
    unsafe self.sink = sink
    carried = Array(repeating: nil, count: plan.columns.count)
    unsafe names = .allocate(capacity: SAXParser.depthLimit + 1)
    super.init(file: file)
  }

  deinit {
    unsafe names.deallocate()
  }

  /// The open elements, the innermost last.
  final var open: UnsafeBufferPointer<SAXName> {
    unsafe UnsafeBufferPointer(start: names, count: depth)
  }

  // MARK: For subclasses

  /// A record begins; `sink` has nothing of it yet.
  func beginRecord(_ attributes: SAXAttributes, prefix: UnsafePointer<UInt8>?) {}
  /// An element within a record begins.
  func innerStart(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes, isNil: Bool
  ) {}
  /// An element within a record ends.
  func innerEnd() {}
  /// Text within a record.
  func innerText(_ bytes: UnsafeBufferPointer<UInt8>) {}
  /// The record ends.
  func endRecord() throws(Failure) {}

  // MARK: Events

  override func begin() {
    recordTests = plan.record.steps.map { XMLResolvedTest($0.test, self) }
    recordTest = recordTests.last
    aboveTests = plan.above.map { index in
      let path = plan.columns[index].path
      guard case .attribute(let test) = path.target else {
        return (path.steps.map { XMLResolvedTest($0.test, self) }, nil)
      }
      return (path.steps.map { XMLResolvedTest($0.test, self) }, XMLResolvedTest(test, self))
    }
    unsafe nilName = unsafe intern(Array("nil".utf8))
    unsafe noValueName = unsafe intern(Array("noValue".utf8))
  }

  final override func start(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes
  ) {
    // Once stopped, libxml2 may still close what is open.
    guard depth < SAXParser.depthLimit else {
      depth += 1
      return stop(
        Failure(
          .format, at: .init(file: file, line: line, column: column),
          "elements are nested more than \(SAXParser.depthLimit) deep",
          hint: "No export needs that: look at what made the file."))
    }
    unsafe names[depth] = name
    depth += 1
    if recordDepth > 0 {
      if isRecord() {
        return stop(
          Failure(
            .format, at: place, "a record stands within a record",
            hint: "Make 'record' more precise, such as /a/b/c in place of c."))
      }
      unsafe innerStart(
        name, prefix: prefix, attributes, isNil: attributes.count > 0 && isNil(attributes))
    } else {
      outerStart(name, attributes)
      if isRecord() {
        recordDepth = depth
        recordLine = line
        hasRecords = true
        unsafe beginRecord(attributes, prefix: prefix)
      }
    }
  }

  final override func end() {
    guard failure == nil else { return }
    if recordDepth == 0 {
      outerEnd()
    } else if depth > recordDepth {
      innerEnd()
    } else {
      do throws(Failure) {
        try endRecord()
      } catch {
        stop(error)
      }
      (lastRecordDepth, recordDepth) = (recordDepth, 0)
      if !plan.above.isEmpty { frames.removeLast() }
    }
    depth -= 1
  }

  final override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if recordDepth > 0 { return unsafe innerText(bytes) }
    guard !captures.isEmpty else { return }
    for index in captures.indices {
      let path = plan.columns[plan.above[captures[index].above]].path
      guard path.target == .value || depth == captures[index].depth else { continue }
      unsafe captures[index].bytes.append(contentsOf: bytes)
      if unsafe captures[index].bytes.count > sink.recordLimit { stop(tooLarge) }
    }
  }

  /// That more is in one record than may be.
  final var tooLarge: Failure {
    Failure(
      .recordTooLarge, at: place, unsafe "a record is larger than \(sink.recordLimit) bytes",
      hint: "Check 'record' in the pipeline file: it may be an element that holds the whole export."
    )
  }

  /// Whether an element says that it has no value.
  ///
  /// The namespace of `nil` is XML Schema's, also where exports misspell it; that of `noValue` StUF's.
  /// Source: https://www.w3.org/TR/xmlschema-1/#xsi_nil; StUF 03.01, section 3.4.
  private func isNil(_ attributes: SAXAttributes) -> Bool {
    for index in 0..<attributes.count {
      guard let name = attributes.name(index),
        unsafe name.local == nilName || name.local == noValueName,
        let uri = unsafe name.uri
      else { continue }
      let space = unsafe String(cString: uri)
      if unsafe name.local == noValueName {
        if space.hasPrefix("http://www.egem.nl/StUF") { return true }
      } else if space.hasPrefix("http://www.w3.org/"), space.contains("XMLSchema") {
        let value = unsafe attributes.value(index)
        if unsafe value.elementsEqual("true".utf8) || value.elementsEqual("1".utf8) { return true }
      }
    }
    return false
  }

  /// Whether the innermost element is a record, its conditions apart.
  @inline(__always)
  private func isRecord() -> Bool {
    guard let recordTest = recordTest, unsafe recordTest.matches(names[depth - 1]) else {
      return false
    }
    return matchesRecord(step: recordTests.count - 1, depth: depth - 1)
  }

  private func matchesRecord(step: Int, depth: Int) -> Bool {
    guard unsafe recordTests[step].matches(open[depth]) else { return false }
    let isDescendant = plan.record.steps[step].isDescendant
    if step == 0 { return isDescendant || depth == 0 }
    guard isDescendant else { return depth > 0 && matchesRecord(step: step - 1, depth: depth - 1) }
    return (0..<depth).contains { matchesRecord(step: step - 1, depth: $0) }
  }

  // MARK: Above the records

  private func outerStart(_ name: SAXName, _ attributes: SAXAttributes) {
    if firstNames.count < 4 { unsafe firstNames.append(String(cString: name.local)) }
    guard !plan.above.isEmpty else { return }
    frames.append(
      Frame(
        kept: Array(repeating: .none, count: plan.above.count),
        isUsed: Array(repeating: false, count: plan.above.count)))
    for (index, test) in aboveTests.enumerated() {
      let start = depth - 1 - test.tests.count
      guard start >= 0,
        (0..<test.tests.count).allSatisfy({ unsafe test.tests[$0].matches(open[start + 1 + $0]) })
      else { continue }
      if let attribute = test.attribute {
        for at in 0..<attributes.count where attributes.name(at).map(attribute.matches) ?? false {
          unsafe keep(Array(attributes.value(at)), frame: start, index)
        }
      } else if attributes.count > 0, isNil(attributes) {
        keep([], frame: start, index)
      } else {
        captures.append(Capture(above: index, depth: depth))
      }
    }
  }

  private func outerEnd() {
    if depth == lastRecordDepth - 1, plan.carries {
      for index in carried.indices { carried[index] = nil }
    }
    guard !plan.above.isEmpty else { return }
    while let capture = captures.last, capture.depth == depth {
      captures.removeLast()
      let start = depth - 1 - aboveTests[capture.above].tests.count
      keep(XMLText.trimmed(capture.bytes), frame: start, capture.above)
    }
    frames.removeLast()
  }

  private func keep(_ bytes: [UInt8], frame: Int, _ above: Int) {
    let column = plan.columns[plan.above[above]].column
    if frames[frame].isUsed[above] {
      return stop(
        Failure(
          .format, at: place, "'\(column.label)' stands behind records that it belongs to",
          hint:
            "The file is read from front to back, so it must stand before the records: ask the supplier, "
            + "or leave this field out."))
    }
    if case .none = frames[frame].kept[above] {
      frames[frame].kept[above] = .value(bytes)
    } else {
      frames[frame].kept[above] = .several
    }
  }

  /// Writes the cells of columns from above the record.
  final func appendAbove() throws(Failure) {
    for (above, index) in plan.above.enumerated() {
      let path = plan.columns[index].path
      let start = recordDepth - 1 - path.up
      guard frames.indices.contains(start) else { continue }
      frames[start].isUsed[above] = true
      switch frames[start].kept[above] {
      case .none: break
      case .value(let bytes):
        unsafe bytes.withUnsafeBufferPointer { unsafe sink.append($0) }
        unsafe sink.endCell(index)
      case .several: throw several(index)
      }
    }
  }

  /// That a path finds more than one value.
  final func several(_ column: Int) -> Failure {
    let label = plan.columns[column].column.label
    var place = place
    (place.line, place.column, place.field) = (recordLine, nil, label)
    return Failure(
      .format, at: place, "a record has more than one '\(label)'",
      hint:
        "Say which or what: {path: \"\(label)\", join: \"; \"}, {…, count: true}, a condition such as "
        + "[1] in the path, or a row for each by 'each'.")
  }

  /// What to say where the document has no record.
  final var noRecord: Failure {
    Failure(
      .sourceEmpty, at: .init(file: file),
      "no element of the file is a 'record'",
      hint:
        "The file begins with \(firstNames.map { "<\($0)>" }.joined(separator: ", ")). Check the path and the "
        + "namespaces; '*:name' is a name in any namespace.")
  }

  final override var path: String? {
    unsafe depth == 0
      ? nil
      : open.prefix(SAXParser.depthLimit).map { unsafe "/" + String(cString: $0.local) }.joined()
  }
}
