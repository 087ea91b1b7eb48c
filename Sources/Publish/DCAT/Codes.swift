// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// The URIs of codes; a code that no list holds is refused, so that no dead URI is published.
enum Codes {
  static let authority = "http://publications.europa.eu/resource/authority/"
  static let profile = "https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/"
  /// Before the kind of organisation that a publisher is.
  static let publisherType = "http://purl.org/adms/publishertype/"
  /// Before what happened to a record.
  static let changeType = "http://purl.org/adms/changetype/"
  /// Before the part that an organisation has in a dataset.
  static let partyRole = "http://inspire.ec.europa.eu/metadata-codelist/ResponsiblePartyRole/"
  /// Before what a resource is to a dataset.
  static let linkRole = "http://www.iana.org/assignments/relation/"
  /// The standard of feeds.
  static let atom = "https://www.rfc-editor.org/info/rfc4287"
  /// The standard of GeoJSON, as RFCs are named for citing.
  static let geoJSON = "https://www.rfc-editor.org/info/rfc7946"

  static func licence(
    _ code: String, in list: CodeLists.LicenceList? = nil
  ) throws(Failure) -> String {
    guard let licence = CodeLists.licences[code] else {
      throw unknown(code, "license", Array(CodeLists.licences.keys))
    }
    return (list ?? .creativeCommons).address(of: licence)
  }

  static func theme(_ code: String) throws(Failure) -> String {
    try checked(code, "data-theme", "theme", Array(CodeLists.themes.keys))
  }

  static func frequency(_ code: String) throws(Failure) -> String {
    try checked(code, "frequency", "accrualPeriodicity", Array(CodeLists.frequencies.keys))
  }

  static func accessRight(_ code: String) throws(Failure) -> String {
    try checked(code, "access-right", "accessRights", CodeLists.accessRights)
  }

  static func language(_ code: String) throws(Failure) -> String {
    try checked(code, "language", "language", CodeLists.languages)
  }

  static func mediaType(_ type: String) -> String {
    "https://www.iana.org/assignments/media-types/" + type
  }

  private static func checked(
    _ code: String, _ list: String, _ key: String, _ codes: [String]
  ) throws(Failure) -> String {
    guard codes.contains(code) else { throw unknown(code, key, codes) }
    return authority + list + "/" + code
  }

  private static func unknown(_ code: String, _ key: String, _ codes: [String]) -> Failure {
    Failure(
      .invalidValue, at: Diagnostic.Location(field: key), "'\(code)' is not a code of '\(key)'",
      hint: Suggestion.hint(for: code, among: codes))
  }
}
