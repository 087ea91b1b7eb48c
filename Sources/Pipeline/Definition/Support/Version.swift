// SPDX-License-Identifier: EUPL-1.2

/// What this program is called and which version it is.
package enum Version {
  /// The version, as semver.org has it.
  package static let current = "0.1.0"
}
