// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikModel

extension DatasetRecord {
  /// Days within which data of a frequency are renewed, by the code of the EU list; other codes promise nothing.
  private static let periods = [
    "CONT": 1, "BIHOURLY": 1, "DAILY_2": 1, "DAILY": 1, "WEEKLY_3": 3, "WEEKLY_2": 4, "WEEKLY": 7,
    "BIWEEKLY": 14, "MONTHLY_3": 11, "MONTHLY_2": 16, "MONTHLY": 31, "BIMONTHLY": 62,
    "QUARTERLY": 92, "ANNUAL_3": 123, "ANNUAL_2": 184, "ANNUAL": 366, "BIENNIAL": 731,
    "TRIENNIAL": 1096, "QUADRENNIAL": 1461, "QUINQUENNIAL": 1827,
  ]

  /// Days within which data of a frequency are to be renewed; `nil` if it promises nothing.
  static func renewalDays(of code: String) -> Int? { periods[code] }

  /// Whether the published data are older on a day, `YYYY-MM-DD`, than their frequency promises.
  func isOverdue(on day: String) -> Bool {
    guard let period = description.accrualPeriodicity.flatMap(Self.renewalDays),
      AmsterdamDate.isValid(dataDay), AmsterdamDate.isValid(day)
    else { return false }
    return AmsterdamDate.days(from: dataDay, to: day) > period
  }
}
