// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

extension JSONExtractor: ProposingExtractor {
  /// Looks for the array of most values, and takes all that stands in its elements for columns.
  static func propose(
    _ file: ExportFile, _ context: ExtractContext
  ) throws(Failure) -> ExtractProposal? {
    guard let structure = try JSONProposal.structure(file, onlyFirst: true), structure.values == 1
    else { return nil }
    return JSONProposal(structure, isLines: false).proposal
  }
}

extension JSONLinesExtractor: ProposingExtractor {
  /// Takes all that stands in the values of its lines for columns.
  static func propose(
    _ file: ExportFile, _ context: ExtractContext
  ) throws(Failure) -> ExtractProposal? {
    guard let first = try JSONProposal.structure(file, onlyFirst: true), first.values > 1,
      let structure = try JSONProposal.structure(file, onlyFirst: false)
    else { return nil }
    return JSONProposal(structure, isLines: true).proposal
  }
}

/// Chooses the records and their columns.
private struct JSONProposal {
  typealias Place = JSONStructure.Place

  let structure: JSONStructure
  let isLines: Bool

  init(_ structure: JSONStructure, isLines: Bool) {
    (self.structure, self.isLines) = (structure, isLines)
  }

  /// What a file holds; nil where it is no JSON.
  ///
  /// - Throws: What is wrong with it, where it begins as nothing but JSON does.
  static func structure(_ file: ExportFile, onlyFirst: Bool) throws(Failure) -> JSONStructure? {
    let source = try file.bytes(ReadCounter())
    let start = try source.peek(512).drop {
      [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0)
    }
    guard let first = start.first, first == 0x7B || first == 0x5B else { return nil }
    let second = start.dropFirst().first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    do throws(Failure) {
      return try JSONStructure(source, file: file.name, onlyFirst: onlyFirst)
    } catch {
      let isSure = first == 0x7B ? second == 0x22 : second == 0x7B
      if isSure { throw error }
      return nil
    }
  }

  var proposal: ExtractProposal {
    var options: [ExtractProposal.Option] = []
    let record: Place
    if isLines {
      record = structure.top
    } else {
      let lists = lists.sorted { weight($0) > weight($1) }
      record = lists.first ?? structure.top
      let path = lists.isEmpty ? "." : self.path(of: record.parent, above: structure.top)
      let others = lists.dropFirst().filter {
        20 * weight($0) > weight(record) && !isWithin($0, record)
      }.prefix(4)
      var remark =
        lists.isEmpty
        ? "likely: it holds one object"
        : "sure: \(record.count) of them, and there is no other array"
      if !others.isEmpty {
        let list = others.map { "\(self.path(of: $0.parent, above: structure.top)) (\($0.count))" }
        remark =
          "\(path)? there are \(record.count) of them, and the fields below are theirs; other arrays: \(list.joined(separator: ", "))"
      } else if lists.count > 1 {
        remark = "likely: \(record.count) of them, with most values"
      }
      options.append(
        .init("records", ExtractProposal.text(path), remark, isQuestion: !others.isEmpty))
    }
    var found = Found()
    collect(record, from: record, isMany: false, &found)
    var remarks: [String] = []
    if !isLines, !lists.isEmpty {
      remarks.append("What stands around the records is left out; docs/formats/json.md tells more.")
    }
    if !found.leftOut.isEmpty {
      remarks.append(
        "Left out, since a record has several of them, and they are no plain values: \(found.leftOut.prefix(20).joined(separator: ", "))."
      )
    }
    var proposal = ExtractProposal(
      .certain, options: options, columns: found.columns, remarks: remarks)
    if let geometry = found.geometry { proposal.geometry = .init(column: geometry, kind: .geojson) }
    return proposal
  }

  // MARK: Records

  /// The elements of every array that holds objects.
  private var lists: [Place] {
    var found: [Place] = []
    func look(_ place: Place) {
      if place.isGeometry { return }
      if let element = place.element {
        if element.hasObject, element.count > 0 { found.append(element) }
        look(element)
      }
      place.keys.forEach(look)
    }
    look(structure.top)
    // A list of texts is a table of one column.
    if found.isEmpty, let element = structure.top.element, element.hasScalar { found = [element] }
    return found
  }

  private func weight(_ place: Place) -> Int { place.count * place.valueCount }

  private func isWithin(_ place: Place, _ outer: Place) -> Bool {
    var at: Place? = place
    while let here = at {
      if here === outer { return true }
      at = here.parent
    }
    return false
  }

  // MARK: Paths

  /// A path as `JSONPath` reads it; `.` for the place itself.
  private func path(of place: Place?, above top: Place) -> String {
    var parts: [String] = []
    var at = place
    while let here = at, here !== top {
      if here.key.isEmpty, here.parent?.element === here {
        parts.append("[*]")
      } else if here.key.isEmpty || here.key.contains(where: { ".[]\"'".contains($0) }) {
        let quote = here.key.contains("\"") ? "'" : "\""
        parts.append("[\(quote)\(here.key)\(quote)]")
      } else {
        parts.append(here.key)
      }
      at = here.parent
    }
    var path = ""
    for part in parts.reversed() { path += part.hasPrefix("[") || path.isEmpty ? part : "." + part }
    return path.isEmpty ? "." : path
  }

  /// What a record has.
  private struct Found {
    var columns: [SourceColumn] = []
    var geometry: Int?
    var leftOut: [String] = []
  }

  private func collect(_ place: Place, from record: Place, isMany: Bool, _ found: inout Found) {
    func add(_ keys: [(String, ConfigNode)]) {
      let path = path(of: place, above: record)
      let source =
        keys.isEmpty
        ? ExtractProposal.text(path)
        : ConfigNode(
          .mapping(
            ([("path", ExtractProposal.text(path))] + keys).map {
              (ExtractProposal.plain($0.0), $0.1)
            }
          ), line: 1, column: 1)
      found.columns.append(SourceColumn(label: path, source: source))
    }
    func leaveOut() { found.leftOut.append(path(of: place, above: record)) }
    let kinds =
      (place.hasScalar ? 1 : 0) + (place.hasObject ? 1 : 0) + (place.element == nil ? 0 : 1)
    if place.isGeometry {
      guard !isMany else { return leaveOut() }
      if found.geometry == nil { found.geometry = found.columns.count }
      return add([("as", ExtractProposal.text("json"))])
    }
    // What is now a text and then an object, or a list of lists, is one text of JSON.
    if kinds > 1 || place.element?.element != nil {
      return isMany ? leaveOut() : add([("as", ExtractProposal.text("json"))])
    }
    if let element = place.element, element.count > 0 {
      return collect(element, from: record, isMany: true, &found)
    }
    if place.hasObject {
      for child in place.keys { collect(child, from: record, isMany: isMany, &found) }
      return
    }
    if place.element == nil { add(isMany ? [("join", ExtractProposal.text("; "))] : []) }
  }
}
