// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// One key on disk: read only where nobody else could have read it.
struct KeyFile {
  let place: KeyStore.Place
  let name: String
  /// The project's folder with every link followed.
  let project: String?

  private var location: Diagnostic.Location { Diagnostic.Location(file: place.path) }

  /// Reads the key.
  ///
  /// - Throws: `Failure` with `key-invalid` or `key-exposed`.
  func read() throws(Failure) -> PseudonymKey {
    let file = try open()
    guard file.size == PseudonymKey.size else { throw wrongSize(file.size) }
    return try read(file.descriptor)
  }

  /// Reads what is no key but as secret: the credential of a server.
  ///
  /// - Throws: `Failure` with `key-invalid` or `key-exposed`.
  func readBytes(atMost limit: Int) throws(Failure) -> [UInt8] {
    let file = try open()
    guard file.size <= limit else {
      throw Failure(
        .keyInvalid, at: location, "a credential is one line, and this file has \(file.size) bytes")
    }
    var bytes = [UInt8](repeating: 0, count: file.size)
    let count = file.descriptor.read(into: &bytes)
    guard let count else { throw unreadable(.last) }
    return Array(bytes[..<count])
  }

  /// An open file of which the rights are right.
  private struct Opened: ~Copyable {
    let descriptor: FileDescriptor
    let size: Int
  }

  /// Opens the file and looks at its rights.
  private func open() throws(Failure) -> Opened {
    // A named pipe would wait for a writer; it is refused right after.
    guard let file = FileDescriptor(place.path, for: .reading, [.noLink, .noWaiting]) else {
      throw unreadable(.last)
    }
    guard let status = file.status else { throw unreadable(.last) }
    guard status.isFile else {
      throw Failure(
        .keyInvalid, at: location, "this is not a regular file",
        hint: "Put the key itself here: 32 bytes in a file of its own.")
    }
    try checkRights(status)
    try checkOutside(folder: FilePath.parent(place.path))
    return Opened(descriptor: file, size: status.size)
  }

  /// Makes the key in a new file, with its folder where needed.
  ///
  /// - Throws: `Failure` with `key-exposed`, `key-exists` or `input-output`.
  func create() throws(Failure) -> PseudonymKey {
    let folder = FilePath.parent(place.path)
    try checkOutside(folder: Self.existing(folder), isNew: true)
    try Self.makeFolder(folder)
    try checkOutside(folder: folder, isNew: true)
    var storage = InlineArray<32, UInt8>(repeating: 0)
    var bytes = storage.mutableSpan
    defer { SecretMemory.wipe(&bytes) }
    guard SecretMemory.fillRandomly(&bytes), let key = unsafe PseudonymKey(copying: bytes.bytes)
    else {
      throw SystemCall.failure("the kernel gave no random bytes", path: place.path)
    }
    try unsafe write(bytes.bytes, folder: folder)
    return key
  }

  private func read(_ file: borrowing FileDescriptor) throws(Failure) -> PseudonymKey {
    // One byte more, to see a file that grows.
    var storage = InlineArray<33, UInt8>(repeating: 0)
    var bytes = storage.mutableSpan
    defer { SecretMemory.wipe(&bytes) }
    guard let count = file.read(into: &bytes) else { throw unreadable(.last) }
    guard let key = unsafe PseudonymKey(copying: bytes.span.extracting(first: count).bytes) else {
      throw wrongSize(count)
    }
    return key
  }

  private func write(_ bytes: RawSpan, folder: String) throws(Failure) {
    guard
      let file = FileDescriptor(
        place.path, for: .writing, [.create, .exclusive, .noLink], mode: 0o600)
    else {
      if SystemError.last == .exists {
        throw Failure(
          .keyExists, at: location, "the key '\(name)' exists already",
          hint: "Choose another name: a key is never overwritten.")
      }
      throw SystemCall.failure("the key cannot be written", path: place.path)
    }
    guard file.write(bytes), file.flush() else {
      let error = SystemError.last
      Paths.remove(place.path)
      throw SystemCall.failure("the key cannot be written", path: place.path, error: error)
    }
    guard let parent = FileDescriptor(folder, for: .reading, .folder), parent.flush()
    else { throw SystemCall.failure("the folder cannot be flushed", path: folder) }
  }

  /// A credential of systemd may be root's with an access list for the service, which shows as 0440.
  ///
  /// Source: systemd.exec(5), "Credentials".
  private func checkRights(_ status: FileStatus) throws(Failure) {
    let owners = place.isCredential ? [ThisProcess.user, 0] : [ThisProcess.user]
    guard owners.contains(status.owner) else {
      throw Failure(
        .keyExposed, at: location, "the key belongs to another user",
        hint: "User \(ThisProcess.user) runs this program. As root:\n"
          + "chown \(ThisProcess.user) '\(place.path)'")
    }
    let modes: [UInt32] = place.isCredential ? [0o600, 0o400, 0o440] : [0o600, 0o400]
    guard modes.contains(status.mode) else {
      let mode = String(status.mode, radix: 8)
      throw Failure(
        .keyExposed, at: location, "the key has mode \(mode): others may have read it",
        hint: "Make a new key if others could use this machine; else close this one:\n"
          + "chmod 600 '\(place.path)'")
    }
  }

  private func checkOutside(folder: String, isNew: Bool = false) throws(Failure) {
    guard let project, let folder = Paths.real(folder) else { return }
    let prefix = project.hasSuffix("/") ? project : project + "/"
    guard folder == project || folder.hasPrefix(prefix) else { return }
    throw Failure(
      .keyExposed, at: location, "a key inside the project can be published by mistake",
      hint: isNew
        ? "Set HERGEBRUIK_KEYS to a folder outside the project '\(project)'."
        : "Keep keys outside it, and move this one:\n"
          + "mkdir -p -m 700 ~/.config/hergebruik/keys\n"
          + "mv '\(place.path)' ~/.config/hergebruik/keys/\(name).key")
  }

  private func unreadable(_ error: SystemError) -> Failure {
    if error == .isLink {
      return Failure(
        .keyInvalid, at: location, "the key is a symbolic link",
        hint: "Put the file itself there: a link can be turned to another file.")
    }
    return Failure(
      .keyInvalid, at: location, "the key cannot be read: \(error)",
      hint:
        "Look at the owner and the rights: user \(ThisProcess.user), who runs this program, needs to "
        + "read it.")
  }

  private func wrongSize(_ size: Int) -> Failure {
    Failure(
      .keyInvalid, at: location,
      "a key is \(PseudonymKey.size) raw bytes, and this file has \(size)",
      hint: "Bring back the right file, or make a key with 'hergebruik key new NAME'.")
  }

  /// The nearest folder above that exists.
  private static func existing(_ folder: String) -> String {
    var folder = folder
    while Paths.real(folder) == nil, folder != "/", folder != "." {
      folder = FilePath.parent(folder)
    }
    return folder
  }

  private static func makeFolder(_ folder: String) throws(Failure) {
    guard Paths.real(folder) == nil else { return }
    try makeFolder(FilePath.parent(folder))
    try SystemCall.makeFolder(folder, mode: 0o700)
  }
}
