// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikSite
internal import HergebruikSystem

/// How a project lets its site look: the logo that catalog.yaml names, and what stands in `pipelines/site`.
package enum SiteFiles {
  /// Whether a file's name is that of a picture that every browser shows.
  static func isLogo(_ path: String) -> Bool {
    let suffix = path.split(separator: ".").last?.lowercased() ?? ""
    return ["svg", "png", "webp"].contains(suffix) && !path.hasSuffix("/")
  }

  /// Reads the files, and makes sure that a site can be made with them, before any data are touched.
  ///
  /// - Throws: `Failure` with `template-error` for a file that the site has no place for, or that is wrong;
  ///   `input-output`.
  package static func design(_ project: Project, _ catalogue: CatalogueDefinition) throws(Failure)
    -> SiteDesign
  {
    var design = SiteDesign()
    if let logo = catalogue.logo {
      let path = logo.hasPrefix("/") ? logo : "\(project.pipelines)/\(logo)"
      let name = path.split(separator: "/").last.map(String.init) ?? logo
      design.logo = SiteDesign.Logo(
        name: "logo." + (name.split(separator: ".").last?.lowercased() ?? ""),
        bytes: try TextFile.bytes(path, shown: path)
      )
    }
    let folder = "\(project.pipelines)/site"
    guard FileStatus(folder) != nil else { return design }
    for name in try SystemCall.names(in: folder) {
      guard SiteDesign.names.contains(name) else {
        throw Failure(
          .template, at: .init(file: "\(folder)/\(name)"),
          "the site has no file of this name that could be replaced",
          hint: Suggestion.hint(for: name, among: SiteDesign.names))
      }
      design.files[name] = try bytes("\(folder)/\(name)", isOutline: name == "outline.geojson")
    }
    do throws(Failure) {
      _ = try Site(catalogue: catalogue.record, datasets: [], design: design)
    } catch {
      throw Failure(
        error.diagnostics.map { problem in
          var problem = problem
          problem.location.file = problem.location.file.map { "\(folder)/\($0)" }
          return problem
        })
    }
    return design
  }

  /// The bytes of a file; an outline may have 4 MiB, which is a hundred thousand corners.
  private static func bytes(_ path: String, isOutline: Bool) throws(Failure) -> [UInt8] {
    guard isOutline else { return try TextFile.bytes(path, shown: path) }
    return try TextFile.bytes(
      path, shown: path, limit: 4 << 20,
      hint: "Make the outline simpler: maps show it to within ten metres or so."
        + "\nogr2ogr -t_srs EPSG:4326 -simplify 0.00005 outline.geojson BOUNDARY")
  }
}
