// SPDX-License-Identifier: EUPL-1.2

/// What follows from the text of a path alone.
///
/// Foundation's own parts of paths end the program where a path has one character.
package enum FilePath {
  /// The folder that something is in: `.` for a bare name, `/` for what stands at the root; slashes at the end do not
  /// count.
  package static func parent(_ path: String) -> String {
    var path = path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
