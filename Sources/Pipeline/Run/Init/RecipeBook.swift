// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
package import HergebruikFormat
internal import HergebruikModel

/// The recipes of the program.
package enum RecipeBook {
  private static let files: [(name: String, bytes: [UInt8])] = [
    ("bag2-ligplaats", PackageResources.bag2_ligplaats_yaml),
    ("bag2-nummeraanduiding", PackageResources.bag2_nummeraanduiding_yaml),
    ("bag2-openbareruimte", PackageResources.bag2_openbareruimte_yaml),
    ("bag2-pand", PackageResources.bag2_pand_yaml),
    ("bag2-standplaats", PackageResources.bag2_standplaats_yaml),
    ("bag2-verblijfsobject", PackageResources.bag2_verblijfsobject_yaml),
    ("bag2-woonplaats", PackageResources.bag2_woonplaats_yaml),
    ("eml-110b", PackageResources.eml_110b_yaml),
    ("eml-510b", PackageResources.eml_510b_yaml),
  ]

  /// All of them, by name.
  ///
  /// - Throws: `self-check`.
  package static func all() throws(Failure) -> [Recipe] {
    var recipes: [Recipe] = []
    for (name, bytes) in files {
      recipes.append(try Recipe(name, String(decoding: bytes, as: UTF8.self)))
    }
    return recipes
  }

  /// The recipe of a name.
  ///
  /// - Throws: `usage-error` where there is none.
  static func recipe(_ name: String) throws(Failure) -> Recipe {
    let all = try all()
    if let found = all.first(where: { $0.name == name }) { return found }
    throw Failure(
      .usage, "there is no recipe '\(name)'",
      hint:
        "There are \(all.map(\.name).joined(separator: ", ")); 'hergebruik init --recipe' says what they are for."
    )
  }

  /// The one recipe that an export is known by; nil where none is, or several are.
  ///
  /// - Parameter path: The export, unpacked.
  /// - Throws: What reading the export throws.
  static func recipe(for path: String) throws(Failure) -> Recipe? {
    guard let outline = try XMLOutline(.at(path)) else { return nil }
    let found = try all().filter { recipe in
      !recipe.matches.isEmpty && recipe.matches.allSatisfy { outline.has($0, recipe.namespaces) }
    }
    return found.count == 1 ? found[0] : nil
  }
}
