// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
package import HergebruikFormat
internal import HergebruikModel

extension PipelineDefinition {
  /// Remarks about the export with what the pipeline file says of them: an accepted one is a note with the reason, any
  /// other says how it is accepted.
  package func judged(_ remarks: [Diagnostic]) -> [Diagnostic] {
    remarks.map { remark in
      var judged = remark
      if let accepted = acceptance(of: remark) {
        judged.severity = .note
        judged.hint = "Accepted in \(file): \(accepted.reason)"
        return judged
      }
      // A code that nobody weighed stops: what is not known is never right.
      judged.severity = remark.code.remarkSeverity ?? .error
      let place = remark.location.field.map { ", field: \"\($0)\"" } ?? ""
      judged.hint =
        (remark.hint.map { "\($0) " } ?? "") + "Where it is right, say so in the pipeline file:\n"
        + "accept: [{finding: \(remark.code.rawValue)\(place), reason: \"…\"}]"
      return judged
    }
  }

  /// What the pipeline file says of a remark; nil where it is not accepted.
  func acceptance(of remark: Diagnostic) -> AcceptedRemark? {
    expectations.remarks.first { accepted in
      accepted.code == remark.code
        && (accepted.field == nil || names(of: remark.location.field).contains(accepted.field))
    }
  }

  /// What a column of the export is called: there, and where it is published.
  private func names(of column: String?) -> [String?] {
    guard let column else { return [] }
    let fields = fields.filter { $0.label == column || $0.name == column }
    return [column] + fields.flatMap { [$0.label, $0.name] }
  }
}
