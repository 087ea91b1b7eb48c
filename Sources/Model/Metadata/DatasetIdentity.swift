// SPDX-License-Identifier: EUPL-1.2

/// What portals know a dataset by; it stays where the catalogue moves.
package struct DatasetIdentity: Hashable, Sendable {
  /// Its address in RDF.
  package var uri: String?
  /// Its identifier, where that is another.
  package var identifier: String?

  /// Makes an identity.
  package init(uri: String? = nil, identifier: String? = nil) {
    (self.uri, self.identifier) = (uri, identifier)
  }

  /// The address of a dataset that follows from its name and where the catalogue is served.
  package static func uri(of name: String, at baseURL: String) -> String {
    "\(baseURL)/datasets/\(name)/#dataset"
  }
}
