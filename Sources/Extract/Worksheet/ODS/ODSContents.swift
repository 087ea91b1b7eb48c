// SPDX-License-Identifier: EUPL-1.2

/// The sheets of a spreadsheet, and which of its automatic styles hide something, by ODF 1.3 part 3, 16.2 and 17.
final class ODSContents: SAXHandler {
  /// The sheets, in order.
  private(set) var sheets: [SheetOptions.Listed] = []
  /// Styles of rows without a height.
  private(set) var hiddenRows: Set<String> = []
  /// Styles of columns without a width.
  private(set) var hiddenColumns: Set<String> = []
  /// Whether it is a spreadsheet at all.
  private(set) var isSpreadsheet = false
  private var hiddenTables: Set<String> = []
  private var style = ""
  private var depth = 0
  private var isInStyles = false

  override func start(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes
  ) {
    depth += 1
    guard (2...4).contains(depth) else { return }
    let local = unsafe String(cString: name.local)
    switch (depth, local) {
    case (2, _): isInStyles = local == "automatic-styles"
    case (3, "spreadsheet"): isSpreadsheet = isSpreadsheet || !isInStyles
    case (3, "style") where isInStyles: style = attributes.text("name") ?? ""
    case (4, "table") where isSpreadsheet && !isInStyles:
      let isHidden = attributes.text("style-name").map(hiddenTables.contains) ?? false
      sheets.append(.init(name: attributes.text("name") ?? "", isHidden: isHidden))
    case (4, _) where isInStyles: hide(local, attributes)
    default: break
    }
  }

  private func hide(_ local: String, _ attributes: SAXAttributes) {
    switch local {
    case "table-properties":
      if attributes.text("display") == "false" { hiddenTables.insert(style) }
    case "table-row-properties":
      if Self.isNothing(attributes.text("row-height")) { hiddenRows.insert(style) }
    case "table-column-properties":
      if Self.isNothing(attributes.text("column-width")) { hiddenColumns.insert(style) }
    default: break
    }
  }

  /// Whether a length such as `0cm` is none.
  private static func isNothing(_ length: String?) -> Bool {
    length.flatMap { Double($0.prefix { !$0.isLetter }) } == 0
  }

  override func end() { depth -= 1 }
}
