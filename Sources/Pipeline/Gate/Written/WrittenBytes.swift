// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// Takes the records of a written table while somebody else reads it, so that it is unpacked once.
package protocol WrittenBytes: AnyObject, Sendable {
  /// Takes the next whole records; may wait until there is room for them.
  func feed(_ records: Span<UInt8>)

  /// Says that there are no more records, or why: the table cannot be read, or is not the one that was meant.
  func end(_ failure: Failure?)
}
