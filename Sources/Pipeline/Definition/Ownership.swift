// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// Looks whether a project belongs to the user who runs the program: what another user makes in it cannot be replaced
/// or removed later.
package enum Ownership {
  /// Looks at the catalogue and the private folder.
  ///
  /// - Returns: Warnings: of what cannot be removed, and of a project that becomes root's.
  /// - Throws: `Failure` with `other-user` where root would write in another's catalogue, and where the private folder
  ///   is another's.
  package static func check(_ project: Project) throws(Failure) -> [Diagnostic] {
    let user = SystemUser.current
    let own = [project.privateFolder, project.catalog]
    let owners = own.compactMap { path in FileStatus(path).map { (path, $0.owner) } }
    if let (path, owner) = owners.first(where: { $0.1 != user }) {
      guard user != 0 else { throw root(path, owner: owner) }
      guard path != project.privateFolder else { throw closed(path, own) }
      return [others(path, own, severity: .warning)]
    }
    if user != 0, let path = foreign(in: project.privateFolder) { throw closed(path, own) }
    if let path = foreign(in: project.catalog + "/generations") {
      return user == 0 ? [] : [others(path, own, severity: .warning)]
    }
    guard user == 0, owners.isEmpty, let owner = FileStatus(project.pipelines)?.owner,
      owner != 0
    else { return [] }
    let name = SystemUser.name(owner)
    return [
      Diagnostic(
        .otherUser, severity: .warning, at: .init(file: project.pipelines),
        "the pipelines belong to \(name), and root runs this: the catalogue becomes root's",
        hint:
          "\(name) cannot publish in it. Run it as that user: sudo -u \(name) hergebruik …. Or give it back:\n"
          + "sudo chown -R \(name) \(own.map(SystemUser.quoted).joined(separator: " "))")
    ]
  }

  /// Something in a folder, or one folder deeper, that is another user's; nil where nothing is.
  private static func foreign(in folder: String) -> String? {
    var waiting = [(path: folder, depth: 0)]
    while let (path, depth) = waiting.popLast() {
      // What cannot be listed is not there, or another's, which was found then.
      guard let names = try? SystemCall.names(in: path) else { continue }
      for name in names {
        let inner = "\(path)/\(name)"
        guard let status = FileStatus(inner, followingLinks: false) else { continue }
        if status.owner != SystemUser.current { return inner }
        if depth == 0, folder.hasSuffix(".hergebruik"), status.isFolder {
          waiting.append((inner, 1))
        }
      }
    }
    return nil
  }

  private static func root(_ path: String, owner: UInt32) -> Failure {
    let name = SystemUser.name(owner)
    return Failure(
      .otherUser, at: .init(file: path),
      "this belongs to \(name), and root runs the program: \(name) could not go on with what root makes here",
      hint:
        "Run it as \(name), without sudo before the program's own name:\nsudo -u \(name) hergebruik …"
    )
  }

  private static func closed(_ path: String, _ own: [String]) -> Failure {
    Failure([others(path, own, severity: .error)])
  }

  private static func others(
    _ path: String, _ own: [String], severity: Diagnostic.Severity
  ) -> Diagnostic {
    let status = FileStatus(path, followingLinks: false)
    let owner = status.map { SystemUser.name($0.owner) } ?? "another user"
    let user = SystemUser.name(SystemUser.current)
    return Diagnostic(
      .otherUser, severity: severity, at: .init(file: path),
      "this belongs to \(owner), and \(user) runs the program, who cannot replace or remove it",
      hint: "Run it as \(owner), or give all of it to \(user):\n\(SystemUser.takeOver(own))")
  }
}
