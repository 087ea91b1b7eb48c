// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel

/// Where an export comes from: the keys that every format has, such as `path`, `pick` and `maxAge`.
public struct ExportSource: Sendable {
  private let selection: FileSelection

  /// Reads the keys; problems go to the reader's collection.
  public init(_ reader: inout ConfigReader) {
    selection = FileSelection(&reader)
  }

  /// Standard input, for tests of what is not about the source.
  package init() {
    selection = FileSelection(path: "-")
  }

  /// What to say of the keys in the documentation; a format puts its own behind these.
  public static let options = [
    ExtractorOption(
      "path", "a path, a pattern or \"-\"; required",
      "The export: relative to the pipeline's folder, absolute, or with * and ?; \"-\" is standard "
        + "input."),
    ExtractorOption(
      "pick", "newest, all or exactly-one; default exactly-one",
      "Which files of a pattern are read. All are read in the order of their names and must have the "
        + "same columns."),
    ExtractorOption(
      "maxAge", "a duration such as PT36H or P2D; default none",
      "An export that was last changed longer ago stops the run."),
  ]

  /// The files to read; at least one.
  ///
  /// - Throws: `source-missing`, `source-ambiguous`, `source-stale`, `input-output`.
  public func files(_ context: ExtractContext) throws(Failure) -> ExportFiles {
    ExportFiles(try selection.files(folder: context.folder, now: context.now))
  }
}

/// The files of an export, one after another; used by one thread at a time.
public final class ExportFiles {
  /// Bytes of all files together, as they lie on disk; nil where it is not known.
  public let totalBytes: Int?
  /// How many of those bytes were read; may be asked on any thread.
  public let counter = ReadCounter()
  private var rest: ArraySlice<ExportFile>

  /// Makes a list of files.
  package init(_ files: [ExportFile]) {
    rest = files[...]
    let known = files.compactMap(\.size)
    totalBytes = known.count == files.count ? known.reduce(0, +) : nil
  }

  /// The next file; nil behind the last.
  ///
  /// - Throws: `Failure` where it cannot be found or unpacked.
  public func next() throws(Failure) -> ExportFile? {
    rest.popFirst()
  }
}
