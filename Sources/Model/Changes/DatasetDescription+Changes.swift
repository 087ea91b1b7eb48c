// SPDX-License-Identifier: EUPL-1.2

extension DatasetDescription {
  /// The keys, as the pipeline file calls them, in which it differs from another; sorted.
  package func keys(differingFrom other: DatasetDescription) -> [String] {
    let differs: [String: Bool] = [
      "title": title != other.title, "description": description != other.description,
      "theme": themes != other.themes, "keyword": keywords != other.keywords,
      "accrualPeriodicity": accrualPeriodicity != other.accrualPeriodicity,
      "license": license != other.license, "accessRights": accessRights != other.accessRights,
      "rights": rights != other.rights,
      "describe": external != other.external, "version": version != other.version,
    ]
    let (said, before) = (statements?.words ?? [:], other.statements?.words ?? [:])
    let others = Set(said.keys).union(before.keys).filter { said[$0] != before[$0] }
    return (Array(differs.filter(\.value).keys) + others).sorted()
  }
}
