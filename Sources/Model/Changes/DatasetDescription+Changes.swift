// SPDX-License-Identifier: EUPL-1.2

extension DatasetDescription {
  /// The keys, as the pipeline file calls them, in which it differs from another; sorted.
  package func keys(differingFrom other: DatasetDescription) -> [String] {
    let differs: [String: Bool] = [
      "title": title != other.title, "description": description != other.description,
      "theme": themes != other.themes, "keyword": keywords != other.keywords,
      "accrualPeriodicity": accrualPeriodicity != other.accrualPeriodicity,
      "license": license != other.license, "accessRights": accessRights != other.accessRights,
      "version": version != other.version,
    ]
    return differs.filter(\.value).keys.sorted()
  }
}
