// SPDX-License-Identifier: EUPL-1.2

/// Where the data of a dataset are that is only described here: the `describe:` part of the pipeline file.
package struct ExternalData: Hashable, Sendable, Codable {
  /// Files and pages with the data.
  package var files: [File]
  /// Services that give them.
  package var services: [Service]
  /// When they are to be published, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; nil where they are, or where nobody knows.
  package var planned: String?

  /// Makes a description.
  package init(files: [File] = [], services: [Service] = [], planned: String? = nil) {
    (self.files, self.services, self.planned) = (files, services, planned)
  }

  /// A file, or a page that leads to one.
  package struct File: Hashable, Sendable, Codable {
    /// What it is called; nil for the format and the title of the dataset.
    package var title: LocalizedText?
    /// Where it, or a page about it, is found.
    package var accessURL: String
    /// Where the file itself is; nil where that is not known.
    package var downloadURL: String?
    /// A code of the EU file-type list: `CSV`.
    package var format: String?
    /// The media type: `text/csv`.
    package var mediaType: String?

    /// Makes a file.
    package init(accessURL: String) { self.accessURL = accessURL }
  }

  /// A service, such as a WFS.
  package struct Service: Hashable, Sendable, Codable {
    /// What it is called; nil for the title of the dataset.
    package var title: LocalizedText?
    /// Where it answers.
    package var endpointURL: String
    /// Where it is described, for machines by preference.
    package var endpointDescription: String
    /// The standard that it keeps to; nil where none is named.
    package var conformsTo: String?

    /// Makes a service.
    package init(endpointURL: String, endpointDescription: String) {
      (self.endpointURL, self.endpointDescription) = (endpointURL, endpointDescription)
    }
  }
}
