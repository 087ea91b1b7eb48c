// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikRun

/// How it stands, for programs: names, days, numbers and codes; no words of a message, which may quote the data.
enum StatusFiles {
  /// The number of the format of `status --json`.
  static let format = 1

  /// The document of `status --json`; docs/status.md describes it.
  static func json(_ status: ProjectStatus) -> JSONValue {
    var members: [String: JSONValue] = [
      "version": .integer(format), "date": .string(status.day),
      "ok": .boolean(!status.isWrong), "exitCode": .integer(Int(status.exitCode)),
      "notes": .array(status.notes.map(note)),
      "datasets": .array(status.datasets.map(dataset)),
    ]
    members["generation"] = status.generation.map(JSONValue.string)
    members["freeBytes"] = status.freeBytes.map(JSONValue.integer)
    if let run = status.lastRun {
      var night: [String: JSONValue] = [
        "moment": .string(run.moment), "exitCode": .integer(run.exitCode),
      ]
      night["generation"] = run.generation.map(JSONValue.string)
      night["problem"] = (run.problem?.code).map(JSONValue.string)
      members["lastRun"] = .object(night)
    }
    return .object(members)
  }

  private static func note(_ note: ProjectStatus.Note) -> JSONValue {
    var members: [String: JSONValue] = ["level": .string(note.mark.rawValue)]
    for (tag, text) in note.text.tagged { members[tag] = .string(text) }
    return .object(members)
  }

  private static func dataset(_ dataset: ProjectStatus.Dataset) -> JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(dataset.name), "level": .string(dataset.mark.rawValue),
      "questions": .integer(dataset.questions), "notes": .array(dataset.notes.map(note)),
    ]
    members["ageDays"] = dataset.age.map(JSONValue.integer)
    members["frequency"] = dataset.frequency.map(JSONValue.string)
    members["periodDays"] = dataset.period.map(JSONValue.integer)
    members["lastGood"] = dataset.lastGood.map(JSONValue.string)
    members["signatureDays"] = dataset.signatureDays.map(JSONValue.integer)
    if let refusal = dataset.refusal {
      var told: [String: JSONValue] = [
        "since": .string(refusal.since), "last": .string(refusal.last),
        "nights": .integer(refusal.nights), "isNow": .boolean(dataset.isRefused),
      ]
      told["code"] = (refusal.problem?.code).map(JSONValue.string)
      members["refusal"] = .object(told)
    }
    return .object(members)
  }

  /// The text of a file for the textfile collector of node_exporter; what is not known has no line.
  ///
  /// Source: https://prometheus.io/docs/instrumenting/exposition_formats/, "Text-based format".
  static func prometheus(_ status: ProjectStatus) -> String {
    var text = ""
    func gauge(_ name: String, _ help: String, _ samples: [(labels: String, value: Int?)]) {
      let known = samples.compactMap { sample in sample.value.map { (sample.labels, $0) } }
      guard !known.isEmpty else { return }
      text += "# HELP hergebruik_\(name) \(help)\n# TYPE hergebruik_\(name) gauge\n"
      for (labels, value) in known { text += "hergebruik_\(name)\(labels) \(value)\n" }
    }
    func each(_ value: (ProjectStatus.Dataset) -> Int?) -> [(labels: String, value: Int?)] {
      status.datasets.map { ("{dataset=\"\(escaped($0.name))\"}", value($0)) }
    }
    gauge("ok", "1 if nothing is wrong or unknown.", [("", status.isWrong ? 0 : 1)])
    gauge("last_run_age_days", "Days since the last run.", [("", status.lastRunAge)])
    gauge("last_run_exit_code", "Exit code of the last run.", [("", status.lastRun?.exitCode)])
    gauge("disk_free_bytes", "Room on the disk of the catalogue.", [("", status.freeBytes)])
    gauge(
      "dataset_ok", "1 if nothing is wrong with the dataset or unknown.",
      each { [.wrong, .unknown].contains($0.mark) ? 0 : 1 })
    gauge("dataset_age_days", "Days since its last good night.", each(\.age))
    gauge("dataset_period_days", "Days within which it is to be renewed.", each(\.period))
    gauge(
      "dataset_refused_nights", "Nights in a row that it was refused.",
      each { $0.isRefused ? $0.refusal?.nights : 0 })
    gauge("dataset_signature_days", "Days that its signature holds.", each(\.signatureDays))
    gauge("dataset_questions", "Questions without an answer.", each(\.questions))
    return text
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
