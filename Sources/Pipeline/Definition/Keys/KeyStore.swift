// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel
internal import HergebruikSystem

/// Finds keys where an administrator put them, and refuses those that others could have read.
///
/// Source: docs/privacy-specification.md, section 4.
package struct KeyStore: Sendable {
  /// A place where a key can be.
  package struct Place: Sendable {
    package var path: String
    /// Whether systemd put it there, which has its own owner and mode.
    var isCredential = false
  }

  private let environment: [String: String]
  /// The project's folder with every link followed; keys inside it are refused.
  private let project: String?

  /// Makes a store.
  ///
  /// `environment` is the process's; `projectDirectory` is where no key may be, and need not exist; nil where there is
  /// no project.
  package init(environment: [String: String], projectDirectory: String?) {
    self.environment = environment
    project = projectDirectory.flatMap(Paths.real)
  }

  /// Reads a key from the first place that has it, after forbidding core dumps.
  ///
  /// - Throws: `Failure` with `key-missing`, `key-invalid` or `key-exposed`.
  package func load(_ name: String) throws(Failure) -> PseudonymKey {
    try MemoryDumps.forbid()
    try Self.checkName(name)
    let places = places(of: name)
    for place in places where Self.exists(place.path) {
      return try KeyFile(place: place, name: name, project: project).read()
    }
    throw Failure(
      .keyMissing, "the key '\(name)' is in none of its places: \(Self.list(places))",
      hint: "Make it with 'hergebruik key new \(name)', or bring back the one that the last "
        + "release was made with: another key gives other pseudonyms.")
  }

  /// Where a credential may be, in the order of looking: beside the keys.
  private func credentialPlaces(of name: String) -> [Place] {
    places(of: name).map { place in
      place.isCredential
        ? place : Place(path: String(place.path.dropLast(".key".count)) + ".credential")
    }
  }

  /// Makes a key of 32 bytes from the kernel's generator in a new file, mode 0600.
  ///
  /// - Throws: `Failure` with `key-exists` where any place has it, `key-exposed`, `input-output`.
  package func create(_ name: String) throws(Failure) -> (path: String, key: PseudonymKey) {
    try MemoryDumps.forbid()
    try Self.checkName(name)
    let places = places(of: name)
    for place in places where Self.exists(place.path) {
      try Self.mustBeSeen(place.path)
      throw Failure(
        .keyExists, at: Diagnostic.Location(file: place.path), "the key '\(name)' exists already",
        hint: "Choose another name, such as one with the year: a key is never overwritten.")
    }
    guard let place = places.first(where: { !$0.isCredential }) else {
      throw Failure(
        .keyInvalid, "there is no place for keys: neither HERGEBRUIK_KEYS nor HOME is set",
        hint: "Set HERGEBRUIK_KEYS to a folder outside the project.")
    }
    let file = KeyFile(place: place, name: name, project: project)
    return (place.path, try file.create())
  }

  /// Reads the credential of a server, under the same conditions as a key.
  ///
  /// - Throws: `Failure` with `key-missing`, `key-invalid` or `key-exposed`.
  func secret(_ name: String) throws(Failure) -> (text: String, path: String) {
    try MemoryDumps.forbid()
    try Self.checkName(name)
    let places = credentialPlaces(of: name)
    for place in places where Self.exists(place.path) {
      let bytes = try KeyFile(place: place, name: name, project: project).readBytes(
        atMost: 64 << 10)
      return (String(decoding: bytes, as: UTF8.self), place.path)
    }
    throw Failure(
      .keyMissing, "the credential '\(name)' is in none of its places: \(Self.list(places))",
      hint:
        "Make a file of that name, mode 0600, with one line: basic USER:PASSWORD, bearer TOKEN or "
        + "header NAME: VALUE.")
  }

  /// Where a key may be, in the order of looking.
  package func places(of name: String) -> [Place] {
    var places: [Place] = []
    if let folder = value("CREDENTIALS_DIRECTORY") {
      places.append(Place(path: "\(folder)/hergebruik-\(name)", isCredential: true))
    }
    if let folder = value("HERGEBRUIK_KEYS") {
      places.append(Place(path: "\(folder)/\(name).key"))
    }
    if let home = value("HOME") {
      places.append(Place(path: "\(home)/.config/hergebruik/keys/\(name).key"))
    }
    return places
  }

  private func value(_ name: String) -> String? {
    guard let value = environment[name], !value.isEmpty else { return nil }
    return value
  }

  private static func list(_ places: [Place]) -> String {
    places.isEmpty
      ? "none is set (CREDENTIALS_DIRECTORY, HERGEBRUIK_KEYS, HOME)"
      : places.map(\.path).joined(separator: ", ")
  }

  /// A link that leads nowhere exists too: it is refused, not passed over.
  /// The day of the file of a key, `YYYY-MM-DD`: a key is never overwritten, so that it was made then, or put back;
  /// `nil` if there is no file, or if systemd makes it at every start.
  package func day(of name: String) -> String? {
    for place in places(of: name) where Self.exists(place.path) {
      guard !place.isCredential, let file = FileStatus(place.path) else { return nil }
      return CivilTime(utc: file.modified.seconds).date
    }
    return nil
  }

  private static func exists(_ path: String) -> Bool {
    FileStatus(path, followingLinks: false) != nil || !SystemError.last.isAbsence
  }

  /// A folder that this user may not look into tells nothing of what is in it.
  private static func mustBeSeen(_ path: String) throws(Failure) {
    guard FileStatus(path, followingLinks: false) == nil else { return }
    throw Failure(
      .inputOutput, at: Diagnostic.Location(file: path),
      "it cannot be seen whether there is a key: \(SystemError.last)",
      hint:
        "User \(SystemUser.name(SystemUser.current)) runs this program, and must be able to look into the folder. "
        + "Or set HERGEBRUIK_KEYS to one of its own.")
  }

  private static func checkName(_ name: String) throws(Failure) {
    guard !Names.isSlug(name) else { return }
    throw Failure(
      .usage, "this cannot be the name of a key",
      hint: "Use small letters, digits and dashes: '\(Names.slug(for: name))'.")
  }
}
