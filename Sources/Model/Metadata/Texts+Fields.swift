// SPDX-License-Identifier: EUPL-1.2

extension Texts {
  /// What a cell of a Table Schema type holds.
  package func type(_ type: String) -> String { all["type-\(type)"] ?? self["type-other"] }

  /// What was done to a field: by its measure if the record has it, else by what was done.
  package func treatment(
    _ treatment: PublishedTreatment, inWords words: LocalizedText? = nil
  ) -> String {
    (words ?? treatment.words.page).text(in: language)
  }
}
