// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Reads records of which every path is children by name: values go straight into the row.
///
/// The paths make a tree of names; where the reader is in it is a number. What follows on each name was
/// looked up once, and what came next the last time is looked at first: records resemble each other.
///
/// Memory safety: it owns its three runs of memory and frees them once; indexes are columns of the plan, levels that `XMLWalk`
/// bounds, and turns below `turnCount`, which `turnLimit` bounds.
@safe
final class XMLPlainWalk: XMLWalk {
  /// A place in the tree of names.
  private struct Node {
    var tests: [(test: XMLResolvedTest, next: Int)] = []
    var attributes: [(test: XMLResolvedTest, column: Int)] = []
    /// The column of the element's text; negative where none wants it.
    var text = -1
  }

  /// What a name means at a place.
  private struct Turn {
    var place: Int
    var name: SAXName
    /// The place that follows; negative for what no path wants.
    var next: Int
    var text: Int
    var hasAttributes: Bool
    /// The turn that came after this one the last time.
    var follower = 0
  }

  /// Documents with endless names are no reason to remember them all.
  private static let turnLimit = 4096

  private var nodes: [Node] = []
  private let turns: UnsafeMutablePointer<Turn>
  @exclusivity(unchecked) private var turnCount = 0
  @exclusivity(unchecked) private var lastTurn = 0
  /// The places of the open elements, the record's first.
  private let places: UnsafeMutablePointer<Int>
  @exclusivity(unchecked) private var level = 0
  /// Open elements that no path wants.
  @exclusivity(unchecked) private var skipped = 0
  /// The column whose text is being read, and the level of its element; negative where none is.
  @exclusivity(unchecked) private var capture = -1
  @exclusivity(unchecked) private var captureLevel = -1
  /// For each column the number of the record that last had it.
  private let lastRecord: UnsafeMutablePointer<Int>
  @exclusivity(unchecked) private var record = 0

  override init(_ plan: XMLPlan, file: String, sink: RecordSink) {
    unsafe lastRecord = .allocate(capacity: plan.columns.count)
    unsafe lastRecord.initialize(repeating: 0, count: plan.columns.count)
    unsafe places = .allocate(capacity: SAXParser.depthLimit + 1)
    unsafe turns = .allocate(capacity: Self.turnLimit)
    super.init(plan, file: file, sink: sink)
  }

  deinit {
    unsafe lastRecord.deallocate()
    unsafe places.deallocate()
    unsafe turns.deallocate()
  }

  override func begin() {
    super.begin()
    nodes = [Node()]
    var indexes: [[XMLNameTest]: Int] = [[]: 0]
    for (index, column) in plan.columns.enumerated() where column.path.up == 0 {
      var names: [XMLNameTest] = []
      var node = 0
      for step in column.path.steps {
        names.append(step.test)
        if let next = indexes[names] {
          node = next
        } else {
          nodes.append(Node())
          nodes[node].tests.append((XMLResolvedTest(step.test, self), nodes.count - 1))
          node = nodes.count - 1
          indexes[names] = node
        }
      }
      if case .attribute(let test) = column.path.target {
        nodes[node].attributes.append((XMLResolvedTest(test, self), index))
      } else {
        nodes[node].text = index
      }
    }
  }

  override func beginRecord(_ attributes: SAXAttributes, prefix: UnsafePointer<UInt8>?) {
    unsafe record += 1
    unsafe places[0] = 0
    unsafe (level, skipped) = (0, 0)
    unsafe sink.beginRow()
    take(0, attributes)
    unsafe (capture, captureLevel) = (nodes[0].text, 0)
  }

  /// What a name means at the place where the reader is.
  @inline(__always)
  private func turn(_ name: SAXName) -> UnsafeMutablePointer<Turn> {
    let place = unsafe places[level]
    if unsafe turnCount > 0 {
      let expected = unsafe turns + turns[lastTurn].follower
      if unsafe expected.pointee.name == name, unsafe expected.pointee.place == place {
        unsafe lastTurn = unsafe turns[lastTurn].follower
        return unsafe expected
      }
    }
    return unsafe search(name, place)
  }

  private func search(_ name: SAXName, _ place: Int) -> UnsafeMutablePointer<Turn> {
    var found = unsafe (0..<turnCount).first {
      unsafe turns[$0].place == place && turns[$0].name == name
    }
    if found == nil {
      let next = nodes[place].tests.first { $0.test.matches(name) }?.next ?? -1
      if unsafe turnCount == Self.turnLimit { unsafe turnCount = 0 }
      unsafe (turns + turnCount).initialize(
        to: Turn(
          place: place, name: name, next: next, text: next < 0 ? -1 : nodes[next].text,
          hasAttributes: next >= 0 && !nodes[next].attributes.isEmpty))
      found = unsafe turnCount
      unsafe turnCount += 1
    }
    let index = found ?? 0
    if unsafe lastTurn < turnCount { unsafe turns[lastTurn].follower = index }
    unsafe lastTurn = index
    return unsafe turns + index
  }

  override func innerStart(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes, isNil: Bool
  ) {
    guard unsafe skipped == 0 else {
      unsafe skipped += 1
      return
    }
    let turn = unsafe turn(name)
    guard unsafe turn.pointee.next >= 0 else {
      unsafe skipped = 1
      return
    }
    if unsafe turn.pointee.hasAttributes { unsafe take(turn.pointee.next, attributes) }
    let column = unsafe turn.pointee.text
    if isNil {
      if column >= 0 { unsafe sink.see(column) }
      unsafe skipped = 1
      return
    }
    unsafe level += 1
    unsafe places[level] = unsafe turn.pointee.next
    guard column >= 0 else { return }
    if unsafe lastRecord[column] == record { return stop(several(column)) }
    unsafe lastRecord[column] = record
    unsafe (capture, captureLevel) = unsafe (column, level)
  }

  override func innerEnd() {
    if unsafe skipped > 0 {
      unsafe skipped -= 1
      return
    }
    if unsafe capture >= 0, unsafe level == captureLevel { endCapture() }
    unsafe level -= 1
  }

  @inline(__always)
  private func endCapture() {
    let column = unsafe capture
    let sink = unsafe sink
    let cell = unsafe sink.cell
    var end = cell.count
    while end > 0, unsafe XMLText.isSpace(cell[end - 1]) { end -= 1 }
    if end < cell.count { sink.truncateCell(to: end) }
    sink.endCell(column)
    unsafe capture = -1
  }

  override func innerText(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard unsafe capture >= 0 else { return }
    let sink = unsafe sink
    var bytes = unsafe bytes
    if sink.cellCount == 0 {
      var start = 0
      while start < bytes.count, unsafe XMLText.isSpace(bytes[start]) { start += 1 }
      unsafe bytes = unsafe UnsafeBufferPointer(rebasing: bytes[start...])
    }
    unsafe sink.append(bytes)
    if sink.recordCount > sink.recordLimit { stop(tooLarge) }
  }

  private func take(_ node: Int, _ attributes: SAXAttributes) {
    for (test, column) in nodes[node].attributes {
      for index in 0..<attributes.count where attributes.name(index).map(test.matches) ?? false {
        if unsafe lastRecord[column] == record { return stop(several(column)) }
        unsafe lastRecord[column] = record
        unsafe sink.append(attributes.value(index))
        unsafe sink.endCell(column)
      }
    }
  }

  override func endRecord() throws(Failure) {
    if unsafe capture >= 0 { endCapture() }
    try appendAbove()
    if plan.carries { carry() }
    try unsafe sink.endRow(line: recordLine)
  }

  private func carry() {
    for index in plan.columns.indices where plan.columns[index].carries {
      if unsafe lastRecord[index] == record {
        carried[index] = unsafe sink.bytes(ofColumn: index)
      } else if let bytes = carried[index] {
        unsafe bytes.withUnsafeBufferPointer { unsafe sink.append($0) }
        unsafe sink.endCell(index)
      }
    }
  }
}
