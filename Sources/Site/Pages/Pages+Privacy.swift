// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

extension Pages {
  /// How persons are protected.
  func privacy(_ dataset: DatasetRecord) throws(Failure) -> SiteFile {
    let personal = dataset.fields.filter { $0.privacy != .none }
    var content: [String: Any] = [
      "isPersonal": !personal.isEmpty, "notice": notice(dataset),
      "protection": (dataset.protection ?? []).map { $0.text(in: language) },
      "fields": dataset.fields.map { field in
        [
          "name": field.name, "class": texts["class-\(field.privacy.rawValue)"],
          "treatment": texts.treatment(field.treatment, inWords: field.treatmentInWords),
        ]
      },
    ]
    content["hasDropped"] = dataset.dropped != nil
    let dropped = dropped(dataset)
    content["dropped"] = dropped
    content["isPartial"] = !dropped.isEmpty
    content["droppedSentence"] =
      texts[dropped.isEmpty ? "privacy-dropped-none" : "privacy-dropped-text"]
    content["officer"] = catalogue.dataProtectionOfficer.map(Self.contact)
    return try datasetPage(dataset, .privacy, "dataset-privacy", content)
  }

  /// How many columns were left out, by class, the most telling first.
  private func dropped(_ dataset: DatasetRecord) -> [String] {
    PrivacyClass.allCases.compactMap { privacy in
      dataset.dropped?[privacy.rawValue].map { texts.count("dropped-\(privacy.rawValue)", $0) }
    }
  }

  /// The notice about personal data; nil where no published field says anything about persons.
  func privacyNotice(_ dataset: DatasetRecord, _ root: String) -> [String: Any]? {
    guard dataset.fields.contains(where: { $0.privacy != .none }) else { return nil }
    return [
      "notice": notice(dataset),
      "protection": (dataset.protection ?? []).map { $0.text(in: language) },
      "href": root + Route.dataset(dataset.name, .privacy).folder(language),
    ]
  }

  private func notice(_ dataset: DatasetRecord) -> String {
    let isPseudonymised = dataset.fields.contains {
      $0.privacy != .none && $0.treatment == .kind(.pseudonymise)
    }
    return texts[isPseudonymised ? "privacy-pseudonymised" : "privacy-indirect"]
  }
}
