// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem

/// The users of the machine, as messages name them.
package enum SystemUser {
  /// The number of the user whose rights the program has.
  package static var current: UInt32 { ThisProcess.user }

  /// The name of a user; its number where it has no name.
  package static func name(_ number: UInt32) -> String {
    ThisProcess.name(ofUser: number) ?? String(number)
  }

  /// The command that gives folders, with all that is in them, to the user who runs the program.
  package static func takeOver(_ paths: [String]) -> String {
    "sudo chown -R \(name(current)) \(paths.map(quoted).joined(separator: " "))"
  }

  /// A path as a shell reads it, whatever signs are in it.
  package static func quoted(_ path: String) -> String {
    "'\(path.replacing("'", with: "'\\''"))'"
  }
}
