// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

extension TransformWorker {
  /// Looks at a right day or moment, whose canonical form stands at the end of the output, and counts it if it stands for no day.
  @inline(__always)
  func countSentinel(
    _ program: UnsafePointer<FieldProgram>, from start: Int, _ out: borrowing ByteBuffer
  ) {
    let day = out.span.extracting(start...)
    switch SentinelDate.kind(day) {
    case nil: break
    case .far: unsafe sentinelDays[program.pointee.field].far &+= 1
    case .first: unsafe sentinelDays[program.pointee.field].first &+= 1
    }
  }

  /// Hands out what was counted, and begins anew.
  func finishSentinels(_ result: inout TransformResult) {
    let days = (0..<sentinelDays.count).map { sentinelDays[$0] }
    guard days.contains(where: { $0 != SentinelDays() }) else { return }
    result.sentinelDays = days
    for field in days.indices { sentinelDays[field] = SentinelDays() }
  }
}

extension TransformPlan {
  /// What to tell of days that stand for no day.
  ///
  /// - Parameters:
  ///   - sentinels: For each field, of all rows.
  ///   - file: The export.
  package func remarks(sentinels: [SentinelDays], file: String?) -> [Diagnostic] {
    zip(fields, sentinels).compactMap { field, found in
      guard found != SentinelDays() else { return nil }
      func cells(_ count: Int) -> String { "\(count) cell\(count == 1 ? "" : "s")" }
      let far = "\(cells(found.far)) from the year 2900 on, such as 31-12-9999"
      let first = "\(cells(found.first)) such as 01-01-1900 or 01-01-0001"
      let both = [found.far > 0 ? far : nil, found.first > 0 ? first : nil]
      let period =
        field.name == temporalField?.name ? "; the period of the metadata leaves them out" : ""
      let examples = [found.far > 0 ? "31-12-9999" : nil, found.first > 0 ? "01-01-1900" : nil]
        .compactMap(\.self).map { "\"\($0)\"" }.joined(separator: ", ")
      return Diagnostic(
        .sentinelDate, at: .init(file: file, field: field.label),
        "\(field.label) has days that often stand for 'no date': "
          + both.compactMap(\.self).joined(separator: ", and ") + period,
        hint: "Add them to 'missingValues' of the field, each as it stands in the export, such as "
          + "missingValues: [\"\", \(examples)]. They are then published empty.")
    }
  }
}
