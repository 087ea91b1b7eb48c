// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// What `extract: csv:` says.
package struct CSVOptions: Sendable {
  /// Where the files come from.
  var source = ExportSource()
  /// What the files are written in.
  var encoding = SourceEncoding.utf8
  /// How their records are written.
  package var dialect = CSVDialect()

  /// Makes the options of a plain UTF-8 file in a dialect, for tests.
  ///
  /// - Parameter encoding: The name of an encoding; UTF-8 where it is unknown.
  package init(dialect: CSVDialect = CSVDialect(), encoding: String = "utf-8") {
    self.dialect = dialect
    self.encoding = SourceEncoding(rawValue: encoding) ?? .utf8
  }

  /// Makes the options of a UTF-8 file.
  init(path: String, dialect: CSVDialect) {
    source = ExportSource(path: path)
    self.dialect = dialect
  }

  /// Reads the options; reports every problem and returns nil where there is one.
  init?(_ reader: inout ConfigReader, problems: ConfigProblems) {
    let before = problems.diagnostics.count
    source = ExportSource(&reader)
    let words = SourceEncoding.allCases.map(\.rawValue)
    let word = reader.word("encoding", of: words)
    encoding = word.flatMap(SourceEncoding.init(rawValue:)) ?? .utf8
    dialect.isDelimiterGiven = false
    if var keys = reader.mapping("dialect") {
      dialect = CSVDialect(&keys, encoding: encoding)
      keys.finish()
    }
    guard problems.diagnostics.count == before else { return nil }
  }
}

extension CSVDialect {
  /// Reads the keys of `dialect:`; problems go to the reader's collection.
  init(_ keys: inout ConfigReader, encoding: SourceEncoding) {
    self.init()
    delimiter = Self.character("delimiter", &keys, encoding) ?? delimiter
    isDelimiterGiven = keys.isPresent("delimiter")
    if keys.isPresent("quoteChar") { quote = Self.character("quoteChar", &keys, encoding) }
    escape = Self.character("escapeChar", &keys, encoding)
    doubleQuote = keys.boolean("doubleQuote") ?? doubleQuote
    if escape == quote, escape != nil { (escape, doubleQuote) = (nil, true) }
    if keys.isPresent("commentChar"), let prefix = keys.string("commentChar") {
      comment = encoding.bytes(of: prefix) ?? []
      if comment.isEmpty && !prefix.isEmpty || prefix.contains(where: \.isNewline) {
        keys.invalid("commentChar", "'commentChar' cannot be written in \(encoding.rawValue)")
      }
    }
    skipLines = keys.integer("skipLines", in: 0...1_000_000) ?? skipLines
    headerRows = keys.integer("headerRows", in: 0...20) ?? headerRows
    headerJoin = keys.string("headerJoin") ?? headerJoin
    footerLines = keys.integer("footerLines", in: 0...10_000) ?? footerLines
    footer = footer(&keys)
    blankRowsAreErrors = keys.word("blankRows", of: ["skip", "error"]) == "error"
    trailingDelimiter = keys.boolean("trailingDelimiter") ?? trailingDelimiter
    surplusEmptyCells = keys.boolean("surplusEmptyCells") ?? surplusEmptyCells
    skipInitialSpace = keys.boolean("skipInitialSpace") ?? skipInitialSpace
    unwrapsFormulas = keys.boolean("unwrapFormulas") ?? unwrapsFormulas
    if delimiter == quote || delimiter == escape {
      keys.invalid("delimiter", "'delimiter' must differ from 'quoteChar' and 'escapeChar'")
    }
  }

  /// Reads `footer`; nil where it is absent, null or wrong.
  private func footer(_ keys: inout ConfigReader) -> FooterTemplate? {
    guard keys.isPresent("footer"), let text = keys.string("footer") else { return nil }
    if footerLines > 0 {
      keys.invalid(
        "footer", "'footer' and 'footerLines' stand here both",
        hint:
          "Keep 'footer' where the last line tells how many rows there are, or what they add up to."
      )
    }
    let delimiter = keys.string("delimiter").map(Self.named) ?? ","
    do {
      return try FooterTemplate(text, delimiter: delimiter)
    } catch {
      keys.invalid("footer", error.summary, hint: error.hint)
      return nil
    }
  }

  private static func named(_ text: String) -> String {
    text == "tab" || text == "\\t" ? "\t" : text
  }

  /// The byte of a key's character; nil where the key is absent, null or empty, or wrong.
  private static func character(
    _ key: String, _ keys: inout ConfigReader, _ encoding: SourceEncoding
  ) -> UInt8? {
    guard keys.isPresent(key), let text = keys.string(key), !text.isEmpty || key == "delimiter"
    else { return nil }
    let scalars = Array(named(text).unicodeScalars)
    guard scalars.count == 1, let byte = encoding.byte(of: scalars[0]),
      ![0x00, 0x0A, 0x0D].contains(byte)
    else {
      keys.invalid(
        key, "'\(key)' must be one character that is one byte in \(encoding.rawValue)",
        hint: "Write one character such as \";\", or \"tab\".")
      return nil
    }
    return byte
  }
}

extension ConfigReader {
  /// Whether a key stands there with something behind it.
  fileprivate mutating func isPresent(_ key: String) -> Bool {
    guard let value = node(key) else { return false }
    return !value.isNull
  }
}
