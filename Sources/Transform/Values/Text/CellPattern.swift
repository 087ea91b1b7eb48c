// SPDX-License-Identifier: EUPL-1.2

internal import CPCRE2

/// A regular expression that a whole cell must match, on bytes, with a bound on the work per cell.
///
/// Source: https://www.pcre.org/current/doc/html/pcre2api.html
///
/// Memory safety: it owns what PCRE2 compiled, and frees it once; matchers keep the pattern.
@safe
package final class CellPattern: @unchecked Sendable {
  private let code: OpaquePointer
  /// Whether it was compiled to machine code, which is optional in PCRE2 and gives the same answers.
  private let isCompiled: Bool

  /// What PCRE2 says is wrong with a pattern.
  package struct Problem: Error {
    package let message: String
    /// The character of the pattern at which it is, from 1.
    package let position: Int
  }

  /// Compiles a pattern; it is anchored at both ends and reads UTF-8.
  package init(_ pattern: String) throws(Problem) {
    var number: Int32 = 0
    var offset = 0
    let options = PCRE2_ANCHORED | PCRE2_ENDANCHORED | UInt32(PCRE2_UTF) | PCRE2_NEVER_BACKSLASH_C
    let bytes = Array(pattern.utf8)
    guard let code = unsafe pcre2_compile_8(bytes, bytes.count, options, &number, &offset, nil)
    else {
      var text = [UInt8](repeating: 0, count: 256)
      let length = unsafe pcre2_get_error_message_8(number, &text, text.count)
      let message = String(decoding: text.prefix(max(0, Int(length))), as: UTF8.self)
      throw Problem(message: message, position: offset + 1)
    }
    isCompiled = unsafe pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) == 0
    unsafe self.code = unsafe code
  }

  deinit { unsafe pcre2_code_free_8(code) }

  /// One thread's means of matching; a cell that takes more than the bound does not match.
  ///
  /// Memory safety: it owns what PCRE2 matches in, and frees it once.
  @safe
  package final class Matcher {
    private let pattern: CellPattern
    private let data: OpaquePointer
    private let context: OpaquePointer

    /// - Returns: nil where there is no memory.
    package init?(_ pattern: CellPattern) {
      guard let data = unsafe pcre2_match_data_create_8(1, nil) else { return nil }
      guard let context = unsafe pcre2_match_context_create_8(nil) else {
        unsafe pcre2_match_data_free_8(data)
        return nil
      }
      unsafe pcre2_set_match_limit_8(context, 100_000)
      unsafe (self.pattern, self.data, self.context) = unsafe (pattern, data, context)
    }

    deinit {
      unsafe pcre2_match_data_free_8(data)
      unsafe pcre2_match_context_free_8(context)
    }

    package func matches(_ cell: Span<UInt8>) -> Bool {
      // The cell is known to be UTF-8: extraction checked it. Machine code is called past
      // pcre2_match's own checks, which also take a cell without an address.
      unsafe cell.withUnsafeBufferPointer { cell in
        let (start, count, options) = (cell.baseAddress, cell.count, UInt32(PCRE2_NO_UTF_CHECK))
        return unsafe pattern.isCompiled && count > 0
          ? pcre2_jit_match_8(pattern.code, start, count, 0, 0, data, context) >= 0
          : pcre2_match_8(pattern.code, start, count, 0, options, data, context) >= 0
      }
    }
  }
}
