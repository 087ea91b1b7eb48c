// SPDX-License-Identifier: EUPL-1.2

/// What this program is called and which version it is.
public enum Version {
  /// The version, as semver.org has it.
  public static let current = "0.1.0"
}
