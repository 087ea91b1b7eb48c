// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
public import HergebruikFormat

/// Why an extractor does not conform.
public struct ConformanceFailure: Error, CustomStringConvertible, Sendable {
  /// What is wrong, in words.
  public let description: String

  /// Makes a failure.
  public init(_ description: String) {
    self.description = description
  }
}

/// One export and what must come of it.
public struct ExtractorCase: Sendable {
  /// What must come of an export.
  public enum Outcome: Sendable {
    /// These contents; the files of the records are names within the case's folder.
    case table(TableContents)
    /// A refusal at a place; nil where the place has no line or column.
    case refusal(DiagnosticCode, line: Int?, column: Int?)
  }

  /// What the case is about.
  public var name: String
  /// The files, by their names.
  public var files: [(name: String, bytes: [UInt8])]
  /// The extractor's options.
  public var options: ConfigNode
  /// The fields' paths, for a format that has them instead of labels.
  public var columns: [SourceColumn]
  /// What must come of it.
  public var outcome: Outcome

  /// Makes a case.
  public init(
    _ name: String, files: [(name: String, bytes: [UInt8])], options: ConfigNode,
    columns: [SourceColumn] = [], _ outcome: Outcome
  ) {
    self.name = name
    self.files = files
    self.options = options
    self.columns = columns
    self.outcome = outcome
  }
}

/// What every extractor passes: the same records, numbers and lines however little is read at a time,
/// and a refusal with its place for what cannot be read.
public enum ExtractorConformance {
  /// Bytes read at a time.
  public static let blockSizes = [1, 2, 3, 7, 64, 4096, 1 << 20]

  /// Checks what an extractor says of itself.
  public static func checkDescription(of extractor: any Extractor.Type) throws(ConformanceFailure) {
    let keys = extractor.options.map(\.key)
    guard !extractor.name.isEmpty, extractor.name.allSatisfy({ $0.isLowercase || $0.isNumber })
    else {
      throw ConformanceFailure("'\(extractor.name)' is not a word in lower case")
    }
    guard extractor.summary.hasSuffix(".") else {
      throw ConformanceFailure("the summary of \(extractor.name) is not a sentence")
    }
    guard Set(keys).count == keys.count else {
      throw ConformanceFailure("\(extractor.name) documents an option twice")
    }
    guard extractor.options.allSatisfy({ !$0.value.isEmpty && $0.meaning.hasSuffix(".") }) else {
      throw ConformanceFailure("an option of \(extractor.name) has no meaning or is not a sentence")
    }
    guard !extractor.example.isEmpty else {
      throw ConformanceFailure("\(extractor.name) has no example")
    }
  }

  /// Reads a case at every block size and compares.
  ///
  /// - Throws: `ConformanceFailure` that names case, block size and difference.
  public static func check(_ extractor: any Extractor.Type, _ item: ExtractorCase) throws {
    let folder = try TemporaryFolder()
    for file in item.files { try folder.write(file.bytes, to: file.name) }
    for size in blockSizes {
      let place = "\(extractor.name), \(item.name), block size \(size)"
      do {
        let table = try open(
          extractor, item.options, columns: item.columns, folder: folder.path, blockSize: size)
        try compare(try TableContents(of: table), with: item.outcome, folder.path, place)
      } catch let failure as Failure {
        try compare(failure, with: item.outcome, place)
      }
    }
  }

  /// Opens a table as the pipeline does, with a block size.
  ///
  /// - Throws: `Failure` for bad options and for what `open` refuses.
  public static func open(
    _ extractor: any Extractor.Type, _ options: ConfigNode, columns: [SourceColumn] = [],
    folder: String, now: Double = 0, blockSize: Int = 1 << 20
  ) throws(Failure) -> any SourceTable {
    let problems = ConfigProblems(file: "pipeline.yaml")
    var made: (any Extractor)?
    if var reader = ConfigReader(options, what: "'\(extractor.name)'", problems: problems) {
      made = extractor.init(&reader, columns: columns, problems: problems)
      reader.finish()
    }
    try problems.throwIfAny()
    guard let made else {
      throw Failure(.selfCheck, "\(extractor.name) refuses its options without saying why")
    }
    let sizes = BlockSizes(block: blockSize)
    return try made.open(ExtractContext(folder: folder, now: now, scratch: folder, sizes: sizes))
  }

  private static func compare(
    _ found: TableContents, with outcome: ExtractorCase.Outcome, _ folder: String, _ place: String
  ) throws(ConformanceFailure) {
    guard case .table(let expected) = outcome else {
      throw ConformanceFailure("\(place): read, but should be refused")
    }
    var found = found
    for index in found.records.indices {
      found.records[index].file = String(found.records[index].file.dropFirst(folder.count + 1))
    }
    guard found == expected else {
      throw ConformanceFailure("\(place): found \(found), expected \(expected)")
    }
  }

  private static func compare(
    _ failure: Failure, with outcome: ExtractorCase.Outcome, _ place: String
  ) throws(ConformanceFailure) {
    guard case .refusal(let code, let line, let column) = outcome,
      let found = failure.diagnostics.first, found.code == code, found.location.line == line,
      found.location.column == column, found.location.file != nil, found.hint != nil
    else { throw ConformanceFailure("\(place): refused with \(failure.diagnostics)") }
  }
}
