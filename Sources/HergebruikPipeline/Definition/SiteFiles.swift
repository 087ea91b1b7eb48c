// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
internal import HergebruikModel
internal import HergebruikSite

/// How a project lets its site look: the logo that catalog.yaml names, and what stands in `pipelines/site`.
enum SiteFiles {
  /// The largest file, in bytes.
  private static let limit = 1 << 20

  /// Whether a file's name is that of a picture that every browser shows.
  static func isLogo(_ path: String) -> Bool {
    let suffix = path.split(separator: ".").last?.lowercased() ?? ""
    return ["svg", "png", "webp"].contains(suffix) && !path.hasSuffix("/")
  }

  /// Reads the files.
  ///
  /// - Throws: `Failure` with `template-error` for a file that the site has no place for, `input-output`.
  static func design(_ project: Project, _ catalogue: CatalogueDefinition) throws(Failure)
    -> SiteDesign
  {
    var design = SiteDesign()
    if let logo = catalogue.logo {
      let path = logo.hasPrefix("/") ? logo : "\(project.pipelines)/\(logo)"
      let name = path.split(separator: "/").last.map(String.init) ?? logo
      design.logo = SiteDesign.Logo(
        name: "logo." + (name.split(separator: ".").last?.lowercased() ?? ""), bytes: try read(path)
      )
    }
    let folder = "\(project.pipelines)/site"
    guard SystemCall.status(folder) != nil else { return design }
    for name in try names(in: folder) {
      guard SiteDesign.names.contains(name) else {
        throw Failure(
          .template, at: .init(file: "\(folder)/\(name)"),
          "the site has no file of this name that could be replaced",
          hint: Suggestion.hint(for: name, among: SiteDesign.names))
      }
      design.files[name] = try read("\(folder)/\(name)")
    }
    return design
  }

  private static func names(in path: String) throws(Failure) -> [String] {
    guard let folder = opendir(path) else {
      throw SystemCall.failure("the folder cannot be read", path: path)
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  private static func read(_ path: String) throws(Failure) -> [UInt8] {
    guard let file = FileDescriptor(path, O_RDONLY | O_NONBLOCK) else {
      throw SystemCall.failure("the file cannot be opened", path: path)
    }
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    guard let count = bytes.withUnsafeMutableBytes({ file.read(into: $0) }) else {
      throw SystemCall.failure("the file cannot be read", path: path)
    }
    bytes.removeSubrange(count...)
    guard bytes.count <= limit else {
      throw Failure(
        .invalidValue, at: .init(file: path), "the file is larger than \(limit >> 20) MiB",
        hint: "A page must load on a telephone: make it smaller.")
    }
    return bytes
  }
}
