// SPDX-License-Identifier: EUPL-1.2

/// What an extractor knows about its surroundings.
public struct ExtractContext: Sendable {
  /// The folder of the pipeline file: relative paths start here.
  public let folder: String
  /// Seconds since 1970, for `maxAge`.
  public let now: Double
  /// A folder, mode 0700, for what must be on disk while it is read.
  public let scratch: String
  /// A folder, mode 0700, in which downloads stay until the next run.
  package let downloads: String
  /// Knows the credentials of servers.
  package let credentials: any CredentialStore
  /// Whether some rows may be left out: what cannot be cut or decoded, and stays on its own line, is then rejected by
  /// itself.
  public let leavesRowsOut: Bool
  /// The words that the pipeline takes for a missing value.
  public var missingWords = MissingWords()
  /// Bytes that may be kept in memory while an export is read, such as the texts that cells of a workbook share.
  public var memory = 256 << 20
  /// How much is read at a time; only the conformance kit changes it.
  package let sizes: BlockSizes

  /// Makes a context; without `downloads` they go to `scratch`.
  package init(
    folder: String, now: Double, scratch: String, downloads: String? = nil,
    credentials: any CredentialStore = NoCredentials(), leavesRowsOut: Bool = false
  ) {
    self.init(
      folder: folder, now: now, scratch: scratch, downloads: downloads, credentials: credentials,
      leavesRowsOut: leavesRowsOut, sizes: BlockSizes())
  }

  /// Makes a context for a test that reads in small blocks.
  package init(
    folder: String, now: Double, scratch: String, downloads: String? = nil,
    credentials: any CredentialStore = NoCredentials(), leavesRowsOut: Bool = false,
    sizes: BlockSizes
  ) {
    self.folder = folder
    self.now = now
    self.scratch = scratch
    self.downloads = downloads ?? scratch
    self.credentials = credentials
    self.leavesRowsOut = leavesRowsOut
    self.sizes = sizes
  }
}
