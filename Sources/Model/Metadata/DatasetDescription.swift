// SPDX-License-Identifier: EUPL-1.2

/// What the steward says about a dataset: the `metadata:` part of the pipeline file.
package struct DatasetDescription: Hashable, Sendable, Codable {
  /// The title.
  package var title: LocalizedText
  /// What the data say, in a few sentences.
  package var description: LocalizedText
  /// Codes of the EU data-theme list: `TRAN`.
  package var themes: [String]
  /// Keywords by language tag.
  package var keywords: [String: [String]]
  /// A code of the EU frequency list: `DAILY`.
  package var accrualPeriodicity: String?
  /// The licence code: `CC0-1.0`.
  package var license: String
  /// A code of the EU access-right list: `PUBLIC`.
  package var accessRights: String
  /// Why the data are not open to all, or what else is to be known of their use; nil where nothing is.
  package var rights: LocalizedText?
  /// The major version, which a change that breaks programs raises; nil where none is stated, which is version 1.
  package var version: Int?
  /// A page of the publisher's own to which readers are sent; nil where that is the page that is made here.
  package var landingPage: String?
  /// Pages of the publisher's own that tell more; nil where there are none.
  package var pages: [String]?

  /// Where its data are; nil where they are published here, or nowhere.
  package var external: ExternalData?
  /// What else is said about it; nil where nothing is.
  package var statements: DatasetStatements?

  /// Makes a description.
  package init(
    title: LocalizedText, description: LocalizedText, themes: [String],
    keywords: [String: [String]] = [:], accrualPeriodicity: String? = nil, license: String,
    accessRights: String = "PUBLIC", rights: LocalizedText? = nil, version: Int? = nil,
    landingPage: String? = nil, pages: [String]? = nil
  ) {
    self.title = title
    self.description = description
    self.themes = themes
    self.keywords = keywords
    self.accrualPeriodicity = accrualPeriodicity
    self.license = license
    self.accessRights = accessRights
    self.rights = rights
    self.version = version
    self.landingPage = landingPage
    self.pages = pages
  }
}

extension DatasetDescription {
  /// Whether its data are published here: everybody may have them, and they are not elsewhere.
  package var isPublishedHere: Bool { isOpen && external == nil }

  /// Whether everybody may have the data: only then they are published.
  package var isOpen: Bool {
    accessRights == CodeLists.openAccess && CodeLists.licences[license]?.page != nil
  }
}
