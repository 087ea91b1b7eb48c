// SPDX-License-Identifier: EUPL-1.2

/// What is known of the program that runs; commands are made by their arguments alone.
enum Program {
  /// Its path, where it can start itself as a worker; nil where it is something else, such as a test.
  @TaskLocal static var itself: String?
}
