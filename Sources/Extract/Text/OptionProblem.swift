// SPDX-License-Identifier: EUPL-1.2

/// Why a text among the options of a format (a path, a template) cannot be used; the reader of the options tells where.
struct OptionProblem: Error {
  /// What is wrong, in words.
  let summary: String
  /// How to mend it.
  let hint: String
}
