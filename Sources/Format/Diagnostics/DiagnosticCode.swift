// SPDX-License-Identifier: EUPL-1.2

/// Every kind of diagnostic, by its stable name; `docs/errors.md` explains each.
///
/// Names are Frictionless's where it has one.
/// Source: https://framework.frictionlessdata.io/docs/errors/row.html
public enum DiagnosticCode: String, CaseIterable, Sendable, Codable {
  // The export as a whole.
  case sourceMissing = "source-missing"
  case sourceAmbiguous = "source-ambiguous"
  case sourceStale = "source-stale"
  case sourceEmpty = "source-empty"
  case sourceChanged = "source-changed"
  case sourceFailed = "source-failed"
  case sourceTimeout = "source-timeout"
  case pagesIncomplete = "pages-incomplete"
  case compression = "compression-error"
  case format = "format-error"
  // Its header.
  case blankLabel = "blank-label"
  case duplicateLabel = "duplicate-label"
  case missingLabel = "missing-label"
  case extraLabel = "extra-label"
  case incorrectLabel = "incorrect-label"
  // Its text.
  case encoding = "encoding-error"
  case nulByte = "nul-byte"
  case strayQuote = "stray-quote"
  case unclosedQuote = "unclosed-quote"
  case recordTooLarge = "record-too-large"
  // Its rows and cells.
  case blankRow = "blank-row"
  case missingCell = "missing-cell"
  case extraCell = "extra-cell"
  case typeError = "type-error"
  case constraintError = "constraint-error"
  case rowConstraint = "row-constraint"
  case uniqueError = "unique-error"
  case primaryKey = "primary-key"
  case foreignKey = "foreign-key"
  case errorLimit = "error-limit"
  case tableDimensions = "table-dimensions"
  case sumError = "sum-error"
  case sequentialValue = "sequential-value"
  case controlError = "control-error"
  case footerError = "footer-error"
  case changeGuard = "change-guard"
  case pivotError = "pivot-error"
  case codeUnmatched = "code-unmatched"
  case schemaBreaking = "schema-breaking"
  // What an export holds that is seldom meant; see `remarkSeverity`.
  case hiddenRows = "hidden-rows"
  case hiddenColumns = "hidden-columns"
  case hiddenSheet = "hidden-sheet"
  case uncachedFormulas = "uncached-formulas"
  case mergedCells = "merged-cells"
  case truncatedExport = "truncated-export"
  case joinedFiles = "joined-files"
  case totalsRow = "totals-row"
  case duplicateRows = "duplicate-rows"
  case replacementCharacter = "replacement-character"
  case doubleEncoding = "double-encoding"
  case controlCharacters = "control-characters"
  case formulaText = "formula-text"
  case paddedKeys = "padded-keys"
  case missingWord = "missing-word"
  case nearMiss = "near-miss"
  case sentinelDate = "sentinel-date"
  case coordinatesSwapped = "coordinates-swapped"
  case coordinatesElsewhere = "coordinates-elsewhere"
  case coordinatesOutside = "coordinates-outside"
  // The pipeline and the command line.
  case usage = "usage-error"
  case projectMissing = "project-missing"
  case datasetUnknown = "dataset-unknown"
  case yamlSyntax = "yaml-syntax"
  case unanswered
  case unknownKey = "unknown-key"
  case duplicateKey = "duplicate-key"
  case missingKey = "missing-key"
  case wrongType = "wrong-type"
  case invalidValue = "invalid-value"
  case notInThisVersion = "not-in-this-version"
  case identityChanged = "identity-changed"
  case datasetOrphaned = "dataset-orphaned"
  case datasetWithdrawn = "dataset-withdrawn"
  case dateBeforeRelease = "date-before-release"
  case catalogueHeld = "catalogue-held"
  case accessibilityStatementMissing = "accessibility-statement-missing"
  case codeList = "code-list"
  case expressionError = "expression-error"
  case template = "template-error"
  // Privacy.
  case directIdentifierKept = "direct-identifier-kept"
  case personalData = "personal-data"
  case geometryUncovers = "geometry-uncovers"
  case keyMissing = "key-missing"
  case keyExists = "key-exists"
  case keyInvalid = "key-invalid"
  case keyExposed = "key-exposed"
  case assessmentMissing = "assessment-missing"
  case assessmentInvalid = "assessment-invalid"
  case assessmentOutdated = "assessment-outdated"
  case assessmentExpired = "assessment-expired"
  case assessmentRefused = "assessment-refused"
  case decisionsInvalid = "decisions-invalid"
  case gateCheckFailed = "gate-check-failed"
  case forbiddenCombination = "forbidden-combination"
  case identifierFound = "identifier-found"
  case differencing = "differencing"
  case datasetsTogether = "datasets-together"
  case kAnonymity = "k-anonymity"
  case smallCell = "small-cell"
  case pseudonymCollision = "pseudonym-collision"
  // The machine.
  case inputOutput = "input-output"
  case otherUser = "other-user"
  case selfCheck = "self-check"
  case memoryExceeded = "memory-exceeded"
  case datasetCrashed = "dataset-crashed"
  case datasetTimeout = "dataset-timeout"
  case engineFailed = "engine-failed"
  case locked = "locked"

  /// What the program's exit code is made of; the highest rank wins.
  ///
  /// Source: pipeline-file.md, "Exit codes".
  package var exitCode: Int32 {
    switch self {
    case .extraLabel, .directIdentifierKept, .personalData, .geometryUncovers,
      .keyMissing, .keyInvalid, .keyExposed, .assessmentMissing, .assessmentInvalid,
      .assessmentOutdated, .assessmentExpired, .assessmentRefused, .gateCheckFailed, .kAnonymity,
      .smallCell, .decisionsInvalid,
      .forbiddenCombination, .identifierFound, .differencing, .datasetsTogether,
      .pseudonymCollision:
      3
    case .inputOutput, .otherUser, .selfCheck, .memoryExceeded, .datasetCrashed, .datasetTimeout,
      .engineFailed:
      4
    case .identityChanged, .usage, .projectMissing, .datasetUnknown, .yamlSyntax, .unanswered,
      .unknownKey,
      .duplicateKey,
      .missingKey, .wrongType, .invalidValue, .notInThisVersion, .keyExists,
      .codeList, .expressionError, .template:
      2
    case .locked: 5
    // Only ever a warning.
    case .datasetOrphaned, .datasetWithdrawn, .dateBeforeRelease, .catalogueHeld,
      .accessibilityStatementMissing,
      .totalsRow, .duplicateRows, .replacementCharacter,
      .doubleEncoding,
      .controlCharacters, .formulaText, .paddedKeys, .missingWord, .nearMiss, .sentinelDate,
      .coordinatesOutside:
      0
    default: 1
    }
  }

  /// The exit code of a run with these diagnostics: 5, then 3, 4, 2, 1, and 0 where no error is.
  package static func exitCode(for diagnostics: some Sequence<Diagnostic>) -> Int32 {
    let codes = Set(diagnostics.lazy.filter { $0.severity == .error }.map(\.code.exitCode))
    return [5, 3, 4, 2, 1].first(where: codes.contains) ?? 0
  }
}

extension DiagnosticCode {
  /// How much a remark weighs: what an export holds that is seldom meant, such as hidden rows. Nil if the code is no remark.
  ///
  /// An error where data are lost, or shown that the owner had hidden. A steward accepts a remark by name and reason:
  /// `accept: [{finding: hidden-rows, reason: …}]`.
  public var remarkSeverity: Diagnostic.Severity? {
    switch self {
    case .hiddenRows, .hiddenColumns, .hiddenSheet, .uncachedFormulas, .mergedCells,
      .truncatedExport, .joinedFiles, .coordinatesSwapped, .coordinatesElsewhere:
      .error
    case .totalsRow, .duplicateRows, .replacementCharacter, .doubleEncoding, .controlCharacters,
      .formulaText,
      .paddedKeys, .missingWord, .nearMiss, .sentinelDate, .coordinatesOutside:
      .warning
    default: nil
    }
  }

  /// The codes that a steward may accept, in the order of the documentation.
  package static let remarks = allCases.filter { $0.remarkSeverity != nil }
}
