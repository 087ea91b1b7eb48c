// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// The values of direct identifiers that one thread saw, to look for in what is published.
///
/// It looks by hashes of 64 bits; the values themselves it keeps only to know hashes that somebody made of them, in
/// memory that is never written. ASCII letters count as small ones, and signs that look like others as those. A value
/// that is not there is taken for one that is with a chance of about 10^-11 for each ten million values.
/// Source: docs/privacy-specification.md, section 8.
package final class IdentifierTable: @unchecked Sendable {
  // One property, so that a call has one access to be checked for exclusivity.
  private var index: IdentifierIndex
  private var plain = ByteBuffer(capacity: 64)
  /// Hashes of the values, once somebody asked.
  private let made = Monitor<IdentifierDigests?>(nil)

  /// Makes an empty table.
  ///
  /// - Parameter memory: The most bytes that it may take.
  package init(memory: Int) { index = IdentifierIndex(limit: memory) }

  /// Different values.
  package var count: Int { index.count }

  /// Whether there were more values than fit.
  package var isFull: Bool { index.isFull }

  /// How many digits and letters a text has at least in which one of the values is found.
  package var fewest: FewestSigns { index.fewest }

  /// Enters a value, without white space around it; short ones are passed over.
  package func insert(_ cell: Span<UInt8>) {
    let cell = UTF8Text.trimmedASCII(cell)
    index.insert(cell)
    guard !UTF8Text.isASCII(cell) else { return }
    plain.removeAll()
    guard LookalikeText.append(cell, to: &plain) else { return }
    plain.withSpan { index.insert(UTF8Text.trimmedASCII($0)) }
  }

  /// Whether any value stands in a cell, between borders of words: as it is, as the same number written otherwise, or as
  /// the same words in another order.
  package func occurs(in cell: Span<UInt8>) -> Bool { index.occurs(in: cell) }

  /// Whether a cell is one word that may be a name by which somebody logs in, made of the words of values: an initial and
  /// a name, or two names. It may be an ordinary word as well, so that a column of them decides.
  package func mayBeLogin(_ cell: Span<UInt8>) -> Bool { index.mayBeLogin(cell) }

  /// The hashes without a key that somebody may have made of the values; worked out the first time.
  package var digests: IdentifierDigests {
    made.withLock { made in
      if let made { return made }
      let digests = IdentifierDigests(index.kept)
      made = digests
      return digests
    }
  }
}
