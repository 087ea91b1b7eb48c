// SPDX-License-Identifier: EUPL-1.2

extension Texts {
  /// What a cell of a Table Schema type holds.
  public func type(_ type: String) -> String { all["type-\(type)"] ?? self["type-other"] }

  /// What was done to a field: by its measure where the record has it, else by the word of the pipeline file.
  public func treatment(_ treatment: String, inWords words: LocalizedText? = nil) -> String {
    if let words { return words.text(in: language) }
    let key = treatment.replacing(": ", with: "-")
    return all["treatment-\(key)"] ?? treatment
  }
}
