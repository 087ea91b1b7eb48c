// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Reads records with conditions, several values and the like: each is kept whole until it ends.
///
/// No more than one record is in memory, as arrays of numbers and two runs of bytes.
final class XMLTreeWalk: XMLWalk {
  /// An element of the record, in the order of the document.
  ///
  /// Memory safety: names are the parser's dictionary's, which lives as long as the parse.
  @safe
  struct Node {
    var name: SAXName
    var prefix: UnsafePointer<UInt8>?
    /// The first node behind the element's own.
    var end = 0
    /// Its text, that of elements in it included, as a range of `text`.
    var textStart: Int
    var textEnd = 0
    var attributes: Range<Int>
    var isNil: Bool
  }

  /// An attribute, its value a range of `values`.
  ///
  /// Memory safety: as for `Node`.
  @safe
  struct Attribute {
    var name: SAXName
    var prefix: UnsafePointer<UInt8>?
    var value: Range<Int>
  }

  private(set) var nodes: [Node] = []
  private(set) var attributes: [Attribute] = []
  private(set) var text = ByteBuffer(capacity: 1 << 14)
  private(set) var values = ByteBuffer(capacity: 1 << 12)
  private var openNodes: [Int] = []
  private var paths: [ResolvedPath] = []
  private var record: ResolvedPath?
  private var each: ResolvedPath?
  /// For each column whether its path starts at the element of `each`.
  private var isBelowEach: [Bool] = []
  private var found: [Int] = []
  /// The values of columns that all rows of a record share, where it has many rows; nil where it has few.
  private var shared: [[UInt8]?]?
  /// From so many rows on what they share is looked up once: looking costs as much as the record is long.
  private static let sharedFrom = 16

  override func begin() {
    super.begin()
    paths = plan.columns.map { ResolvedPath($0.path, self) }
    record = plan.record.steps.last.map { ResolvedPath(XMLPath(steps: [$0]), self) }
    isBelowEach = plan.columns.map { _ in false }
    guard let path = plan.each else { return }
    each = ResolvedPath(path, self)
    for (index, column) in plan.columns.enumerated() where column.path.up == 0 {
      guard column.path.steps.starts(with: path.steps) else { continue }
      isBelowEach[index] = true
      paths[index].steps.removeFirst(path.steps.count)
    }
  }

  override func beginRecord(_ attributes: SAXAttributes, prefix: UnsafePointer<UInt8>?) {
    nodes.removeAll(keepingCapacity: true)
    self.attributes.removeAll(keepingCapacity: true)
    text.removeAll()
    values.removeAll()
    openNodes.removeAll(keepingCapacity: true)
    unsafe add(open[depth - 1], prefix, attributes, isNil: false)
  }

  override func innerStart(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes, isNil: Bool
  ) {
    unsafe add(name, prefix, attributes, isNil: isNil)
  }

  private func add(
    _ name: SAXName, _ prefix: UnsafePointer<UInt8>?, _ list: SAXAttributes, isNil: Bool
  ) {
    let first = attributes.count
    for index in 0..<list.count {
      guard let name = list.name(index) else { continue }
      let start = values.count
      unsafe values.append(list.value(index))
      unsafe attributes.append(
        Attribute(name: name, prefix: list.prefix(index), value: start..<values.count))
    }
    openNodes.append(nodes.count)
    unsafe nodes.append(
      Node(
        name: name, prefix: prefix, textStart: text.count, attributes: first..<attributes.count,
        isNil: isNil))
    checkSize()
  }

  override func innerEnd() {
    close()
  }

  private func close() {
    let node = openNodes.removeLast()
    nodes[node].end = nodes.count
    nodes[node].textEnd = text.count
  }

  override func innerText(_ bytes: UnsafeBufferPointer<UInt8>) {
    unsafe text.append(bytes)
    checkSize()
  }

  private func checkSize() {
    let size = text.count + values.count + 64 * (nodes.count + attributes.count)
    if unsafe size > sink.recordLimit { stop(tooLarge) }
  }

  override func endRecord() throws(Failure) {
    close()
    let isRecord = record.map { holds($0.steps[0].predicates, 0, position: 1) } ?? true
    guard isRecord else {
      for index in plan.columns.indices where plan.columns[index].carries {
        unsafe sink.beginRow()
        if try append(index, from: 0) { carried[index] = unsafe Array(sink.cell) }
        unsafe sink.cancelRow()
      }
      return
    }
    guard let each else { return try appendRow(0) }
    var rows: [Int] = []
    find(each.steps[...], 0, &rows)
    shared = rows.count < Self.sharedFrom ? nil : try sharedValues()
    for row in rows { try appendRow(row) }
  }

  /// The values of all columns whose paths start at the record.
  private func sharedValues() throws(Failure) -> [[UInt8]?] {
    var values = [[UInt8]?](repeating: nil, count: plan.columns.count)
    for (index, column) in plan.columns.enumerated() where column.path.up == 0 {
      guard !isBelowEach[index] else { continue }
      unsafe sink.beginRow()
      if try append(index, from: 0) { values[index] = unsafe Array(sink.cell) }
      unsafe sink.cancelRow()
    }
    return values
  }

  /// Writes a column's value for a row, without ending the cell; false where there is none.
  private func appendCell(_ index: Int, anchor: Int) throws(Failure) -> Bool {
    if isBelowEach[index] { return try append(index, from: anchor) }
    guard let shared else { return try append(index, from: 0) }
    guard let bytes = shared[index] else { return false }
    unsafe bytes.withUnsafeBufferPointer { unsafe sink.append($0) }
    return true
  }

  private func appendRow(_ anchor: Int) throws(Failure) {
    unsafe sink.beginRow()
    for (index, column) in plan.columns.enumerated() where column.path.up == 0 {
      if try appendCell(index, anchor: anchor) {
        if column.carries { carried[index] = unsafe Array(sink.cell) }
        unsafe sink.endCell(index)
      } else if column.carries, let bytes = carried[index] {
        unsafe bytes.withUnsafeBufferPointer { unsafe sink.append($0) }
        unsafe sink.endCell(index)
      }
    }
    try appendAbove()
    try unsafe sink.endRow(line: recordLine)
  }

  /// Writes a column's value, without ending the cell; false where there is none.
  private func append(_ index: Int, from anchor: Int) throws(Failure) -> Bool {
    let (path, column) = (paths[index], plan.columns[index])
    found.removeAll(keepingCapacity: true)
    find(path.steps[...], anchor, &found)
    if let test = path.attribute {
      found = found.compactMap { node in
        nodes[node].attributes.first { test.matches(attributes[$0].name) }
      }
    }
    if !found.isEmpty { unsafe sink.see(index) }
    if path.attribute == nil { found.removeAll { nodes[$0].isNil } }
    guard !found.isEmpty || column.mode == .count else { return false }
    switch column.mode {
    case .count:
      unsafe sink.append(String(found.count))
      unsafe sink.see(index)
    case .join(let separator):
      for (position, item) in found.enumerated() {
        if position > 0 { unsafe sink.append(separator) }
        append(item, path)
      }
    case .single:
      guard found.count == 1 else { throw several(index) }
      append(found[0], path)
    case .xml:
      guard found.count == 1 else { throw several(index) }
      unsafe XMLFragment.append(found[0], of: self, to: sink)
    }
    return true
  }

  private func append(_ item: Int, _ path: ResolvedPath) {
    if path.attribute != nil {
      unsafe sink.append(UnsafeBufferPointer(rebasing: values.bytes[attributes[item].value]))
    } else if path.isOwnText {
      var own: [UInt8] = []
      forEachPiece(of: item) { unsafe own.append(contentsOf: text.bytes[$0]) }
      unsafe XMLText.trimmed(own).withUnsafeBufferPointer { unsafe sink.append($0) }
    } else {
      unsafe sink.append(string(item))
    }
  }

  /// All text of an element, without the white space around it.
  private func string(_ node: Int) -> UnsafeBufferPointer<UInt8> {
    let range = nodes[node].textStart..<nodes[node].textEnd
    return unsafe XMLText.trimmed(UnsafeBufferPointer(rebasing: text.bytes[range]))
  }

  /// The pieces of text between an element's children.
  func forEachPiece(of node: Int, _ body: (Range<Int>) -> Void) {
    var start = nodes[node].textStart
    var child = node + 1
    while child < nodes[node].end {
      body(start..<nodes[child].textStart)
      start = nodes[child].textEnd
      child = nodes[child].end
    }
    body(start..<nodes[node].textEnd)
  }
}

// MARK: - Paths

extension XMLTreeWalk {
  /// A path with the pointers of this parser's dictionary.
  struct ResolvedPath {
    struct Step {
      var isDescendant: Bool
      var test: XMLResolvedTest
      var predicates: [Predicate]
    }

    indirect enum Predicate {
      case position(Int)
      case value(ResolvedPath, equals: [UInt8]?)
    }

    var steps: [Step]
    var attribute: XMLResolvedTest?
    var isOwnText: Bool

    init(_ path: XMLPath, _ handler: SAXHandler) {
      steps = path.steps.map { step in
        Step(
          isDescendant: step.isDescendant, test: XMLResolvedTest(step.test, handler),
          predicates: step.predicates.map { predicate in
            switch predicate {
            case .position(let number): .position(number)
            case .value(let path, let value):
              .value(ResolvedPath(path, handler), equals: value.map { Array($0.utf8) })
            }
          })
      }
      isOwnText = path.target == .ownText
      if case .attribute(let test) = path.target { attribute = XMLResolvedTest(test, handler) }
    }
  }

  /// Appends the elements that steps find from a node, in the order of the document, each once.
  func find(_ steps: ArraySlice<ResolvedPath.Step>, _ node: Int, _ result: inout [Int]) {
    guard let step = steps.first else {
      if result.last.map({ $0 < node }) ?? true { result.append(node) }
      return
    }
    var position = 0
    var child = node + 1
    while child < nodes[node].end {
      if step.test.matches(nodes[child].name) {
        position += 1
        if holds(step.predicates, child, position: position) {
          find(steps.dropFirst(), child, &result)
        }
      }
      child = step.isDescendant ? child + 1 : nodes[child].end
    }
  }

  /// Whether all conditions hold for a node.
  func holds(_ predicates: [ResolvedPath.Predicate], _ node: Int, position: Int) -> Bool {
    predicates.allSatisfy { predicate in
      switch predicate {
      case .position(let number): return position == number
      case .value(let path, let value):
        var found: [Int] = []
        find(path.steps[...], node, &found)
        return found.contains { item in
          if let test = path.attribute {
            return nodes[item].attributes.contains { index in
              test.matches(attributes[index].name)
                && value.map { unsafe $0.elementsEqual(values.bytes[attributes[index].value]) }
                  ?? true
            }
          }
          return value.map { unsafe $0.elementsEqual(string(item)) } ?? true
        }
      }
    }
  }
}
