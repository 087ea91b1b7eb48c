// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

extension XMLExtractor: ProposingExtractor {
  /// Looks for the element that repeats, and takes all that stands in it for columns.
  package static func propose(
    _ file: ExportFile, _ context: ExtractContext
  ) throws(Failure) -> ExtractProposal? {
    guard let structure = try Self.structure(of: file) else { return nil }
    return XMLProposal(structure).proposal
  }

  /// Which elements a file has; nil where it is no XML.
  static func structure(of file: ExportFile) throws(Failure) -> XMLStructure? {
    let source = try file.bytes(ReadCounter())
    var start = try source.peek(64)[...]
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
    // UTF-16 has a NUL beside each character of markup.
    start = start.drop { [0x20, 0x09, 0x0A, 0x0D, 0x00, 0xFE, 0xFF].contains($0) }
    guard start.first == 0x3C else { return nil }
    let structure = XMLStructure(file: file.name)
    try SAXParser.parse(source, structure)
    return structure
  }
}

/// Chooses a record and its columns.
private struct XMLProposal {
  typealias Element = XMLStructure.Element

  let structure: XMLStructure

  init(_ structure: XMLStructure) {
    self.structure = structure
  }

  /// Every element that there is more than once within its parent, the best first.
  private var repeated: [Element] {
    var found: [Element] = []
    func look(_ element: Element) {
      if element.most > 1, !element.isGeometry { found.append(element) }
      if !element.isGeometry { element.children.forEach(look) }
    }
    look(structure.top)
    return found.filter { $0.valueCount > 0 }.sorted { weight($0) > weight($1) }
  }

  private func weight(_ element: Element) -> Int { element.count * element.valueCount }

  /// Where nothing repeats: the element with most values of its own.
  private var fullest: Element? {
    var best: Element?
    func own(_ element: Element) -> Int {
      element.attributes.count + element.children.count { $0.isValue }
    }
    func look(_ element: Element) {
      if element.parent != nil, best.map({ own($0) < own(element) }) ?? true { best = element }
      if !element.isGeometry { element.children.forEach(look) }
    }
    look(structure.top)
    return best
  }

  var proposal: ExtractProposal {
    let candidates = repeated
    guard let record = candidates.first ?? fullest else { return ExtractProposal(.possible) }
    let others = candidates.dropFirst().filter { 20 * weight($0) > weight(record) }.prefix(4)
    var remark = "sure: \(record.count) of them, and nothing else repeats"
    if candidates.isEmpty {
      remark = "\(record.path)? nothing repeats, and it has most values of its own"
    } else if !others.isEmpty {
      let list = others.map { "\($0.path) (\($0.count))" }.joined(separator: ", ")
      remark =
        "\(record.path)? there are \(record.count) of them, and the fields below are its; also repeated: \(list)"
    } else if candidates.count > 1 {
      remark = "likely: \(record.count) of them, with most values"
    }
    var options = [
      ExtractProposal.Option(
        "record", ExtractProposal.text(record.path), remark,
        isQuestion: candidates.isEmpty || !others.isEmpty)
    ]
    let columns = columns(of: record)
    // Only what paths use: a prefix that none uses says nothing.
    let used = columns.map(\.label).joined(separator: "/") + record.path
    let spaces = structure.namespaces.filter {
      $0.prefix == "default" || used.contains("\($0.prefix):")
    }
    if !spaces.isEmpty {
      options.append(
        .init(
          "namespaces",
          ConfigNode(
            .mapping(
              spaces.map { (ExtractProposal.plain($0.prefix), ExtractProposal.text($0.uri)) }),
            line: 1, column: 1)))
    }
    return ExtractProposal(
      .certain, options: options, columns: columns,
      remarks: [
        "What stands around the record, and before it, is left out, and so are geometries of which a record has several; "
          + "docs/formats/xml.md tells how '../naam', 'carry' and 'each' read them."
      ])
  }

  private func columns(of record: Element) -> [SourceColumn] {
    var columns: [SourceColumn] = []
    func add(_ path: String, _ options: [(String, ConfigNode)] = [], isRepeated: Bool) {
      var pairs = options
      if isRepeated { pairs.append(("join", ExtractProposal.text("; "))) }
      let source =
        pairs.isEmpty
        ? ExtractProposal.text(path)
        : ConfigNode(
          .mapping(
            ([("path", ExtractProposal.text(path))] + pairs).map {
              (ExtractProposal.plain($0.0), $0.1)
            }), line: 1, column: 1)
      columns.append(SourceColumn(label: path, source: source))
    }
    func look(_ element: Element, _ path: String, isRepeated: Bool) {
      let prefix = path.isEmpty ? "" : path + "/"
      for attribute in element.attributes { add(prefix + attribute, isRepeated: isRepeated) }
      if element.isValue { return add(path.isEmpty ? "." : path, isRepeated: isRepeated) }
      let geometries = element.children.filter { $0.isGeometry && !$0.isValue }
      // Several geometries of one record cannot be one text.
      for child in geometries where !isRepeated && child.most == 1 {
        add(prefix + child.name, [("as", ExtractProposal.text("xml"))], isRepeated: false)
      }
      for child in element.children where geometries.isEmpty {
        look(child, prefix + child.name, isRepeated: isRepeated || child.most > 1)
      }
    }
    look(record, "", isRepeated: false)
    return columns
  }
}
