// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikSystem

/// A file in which decisions stand, in version control: whoever cannot read it decides nothing.
enum DecisionFile {
  /// Reads one; `nil` if there is none.
  ///
  /// - Parameters:
  ///   - what: What the decisions are about, as a part of a sentence.
  ///   - until: What does not happen until the file is right.
  /// - Throws: `decisions-invalid` with the first problem of the file, `input-output`.
  static func read<Decisions>(
    _ path: String, about what: String, until: String,
    _ parse: (_ text: String, _ file: String) throws(Failure) -> Decisions
  ) throws(Failure) -> Decisions? {
    if FileStatus(path, followingLinks: false) == nil, SystemError.last.isAbsence { return nil }
    do throws(Failure) {
      return try parse(try TextFile.read(path, shown: path), path)
    } catch {
      guard let first = error.diagnostics.first, first.code != .inputOutput else { throw error }
      throw Failure(
        .decisionsInvalid, at: first.location,
        "what was decided about \(what) cannot be read: \(first.summary)",
        hint: (FileFormat.isNewer(error)
          ? FileFormat.upgrade : "Put the file back from version control, or correct it.")
          + " Until then \(until)")
    }
  }

  /// Makes sure that what is written down is read back as the same.
  ///
  /// - Parameter text: The text of the file.
  /// - Throws: `usage-error` where it is not.
  static func check<Decisions: Equatable>(
    _ decisions: Decisions, as text: String, _ path: String,
    _ parse: (_ text: String, _ file: String) throws(Failure) -> Decisions
  ) throws(Failure) {
    do throws(Failure) {
      guard try parse(text, path) == decisions else {
        throw Failure(.selfCheck, at: .init(file: path), "the decision cannot be read back")
      }
    } catch {
      throw Failure(
        .usage, at: .init(file: path),
        "this cannot be written down: \(error.diagnostics.first?.summary ?? "")",
        hint: "Write the reason in letters, digits and punctuation.")
    }
  }
}
