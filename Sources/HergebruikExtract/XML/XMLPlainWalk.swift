// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// Reads records of which every path is children by name: values go straight into the row.
///
/// The paths make a tree of names. Where the reader is in it is a number; the names that follow are looked
/// up by pointer, the one that followed last time first.
final class XMLPlainWalk: XMLWalk {
  private struct Node {
    var tests: [(test: XMLResolvedTest, next: Int)] = []
    /// Names that were looked up, and what follows; a negative number for what no path wants.
    var known: [(name: SAXName, next: Int)] = []
    var predicted = 0
    /// The column of the element's text; negative where none wants it.
    var text = -1
    var attributes: [(test: XMLResolvedTest, column: Int)] = []
  }

  private var nodes: [Node] = []
  private var at: [Int] = []
  /// Open elements that no path wants.
  private var skipped = 0
  /// The column whose text is being read; negative where none is.
  private var capture = -1
  /// For each column the number of the record that last had it.
  private var lastRecord: [Int]
  private var record = 0

  override init(_ plan: XMLPlan, file: String, sink: RecordSink) {
    lastRecord = Array(repeating: 0, count: plan.columns.count)
    super.init(plan, file: file, sink: sink)
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
    record += 1
    at.removeAll(keepingCapacity: true)
    at.append(0)
    skipped = 0
    sink.beginRow()
    take(0, attributes)
    capture = nodes[0].text
  }

  @inline(__always)
  private func next(_ node: Int, _ name: SAXName) -> Int {
    let count = nodes[node].known.count
    var index = nodes[node].predicted
    for _ in 0..<count {
      if index >= count { index = 0 }
      if nodes[node].known[index].name == name {
        nodes[node].predicted = index + 1
        return nodes[node].known[index].next
      }
      index += 1
    }
    return learn(node, name)
  }

  private func learn(_ node: Int, _ name: SAXName) -> Int {
    let found = nodes[node].tests.filter { $0.test.matches(name) }.map(\.next)
    // Documents with endless names are no reason to remember them all.
    if nodes[node].known.count < 64 { nodes[node].known.append((name, found.first ?? -1)) }
    return found.first ?? -1
  }

  override func innerStart(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes, isNil: Bool
  ) {
    guard skipped == 0 else {
      skipped += 1
      return
    }
    let node = next(at[at.count - 1], name)
    guard node >= 0 else {
      skipped = 1
      return
    }
    if !nodes[node].attributes.isEmpty { take(node, attributes) }
    let column = nodes[node].text
    if isNil {
      if column >= 0 { sink.see(column) }
      skipped = 1
      return
    }
    at.append(node)
    if column >= 0 {
      if lastRecord[column] == record { return stop(several(column)) }
      lastRecord[column] = record
      capture = column
    }
  }

  override func innerEnd() {
    if skipped > 0 {
      skipped -= 1
      return
    }
    if capture >= 0, nodes[at[at.count - 1]].text == capture { endCapture() }
    at.removeLast()
  }

  @inline(__always)
  private func endCapture() {
    let cell = sink.cell
    var end = cell.count
    while end > 0, XMLText.isSpace(cell[end - 1]) { end -= 1 }
    if end < cell.count { sink.truncateCell(to: end) }
    sink.endCell(capture)
    capture = -1
  }

  override func innerText(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard capture >= 0 else { return }
    var bytes = bytes
    if sink.cellCount == 0 {
      var start = 0
      while start < bytes.count, XMLText.isSpace(bytes[start]) { start += 1 }
      bytes = UnsafeBufferPointer(rebasing: bytes[start...])
    }
    sink.append(bytes)
    if sink.recordCount > sink.recordLimit { stop(tooLarge) }
  }

  private func take(_ node: Int, _ attributes: SAXAttributes) {
    for (test, column) in nodes[node].attributes {
      for index in 0..<attributes.count where attributes.name(index).map(test.matches) ?? false {
        if lastRecord[column] == record { return stop(several(column)) }
        lastRecord[column] = record
        sink.append(attributes.value(index))
        sink.endCell(column)
      }
    }
  }

  override func endRecord() throws(Failure) {
    if capture >= 0 { endCapture() }
    try appendAbove()
    if plan.carries { carry() }
    try sink.endRow(line: recordLine)
  }

  private func carry() {
    for index in plan.columns.indices where plan.columns[index].carries {
      if lastRecord[index] == record {
        carried[index] = sink.bytes(ofColumn: index)
      } else if let bytes = carried[index] {
        bytes.withUnsafeBufferPointer { sink.append($0) }
        sink.endCell(index)
      }
    }
  }
}
