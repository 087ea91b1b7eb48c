// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract

/// The formats of the program that runs; commands are made by their arguments alone.
enum Formats {
  @TaskLocal static var registered = ExtractorRegistry.builtIn
}
