// SPDX-License-Identifier: EUPL-1.2

internal import CLinux
internal import Glibc

/// How a program is started: no shell, nothing of ours but what is listed here.
///
/// Source: posix_spawn(3).
package struct ProgramStart {
  /// The path of the program.
  package var path: String
  /// Its arguments, its own name first.
  package var arguments: [String]
  /// Its environment, and nothing else.
  package var environment: [String: String]
  /// The folder that it runs in; ours where nil.
  package var directory: String?
  /// What its descriptors from 0 on are; all others are closed.
  package var descriptors: [Int32]
  /// Whether it gets a session of its own, and not only a process group.
  package var hasOwnSession = false

  /// Makes a start.
  package init(
    path: String, arguments: [String], environment: [String: String], descriptors: [Int32]
  ) {
    (self.path, self.arguments) = (path, arguments)
    (self.environment, self.descriptors) = (environment, descriptors)
  }

  /// Starts it, with the usual meaning of every signal.
  ///
  /// - Returns: The number of its process; nil, with `errno`, where it cannot be started.
  package func run() -> Int32? {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    // First out of the way of each other, then to their places.
    let high = Int32(descriptors.count)
    for (number, descriptor) in descriptors.enumerated() where descriptor != Int32(number) {
      guard descriptor >= high else {
        errno = EBADF
        return nil
      }
      unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    }
    unsafe posix_spawn_file_actions_addclosefrom_np(&actions, high)
    if let directory { unsafe posix_spawn_file_actions_addchdir_np(&actions, directory) }
    var signals = sigset_t()
    unsafe sigfillset(&signals)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    let group = hasOwnSession ? Self.setSession : Int32(POSIX_SPAWN_SETPGROUP)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(group | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)))
    let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return unsafe Self.withStrings(arguments) { arguments in
      unsafe Self.withStrings(variables) { environment in
        var process: Int32 = 0
        let status = unsafe posix_spawn(
          &process, path, &actions, &attributes, arguments, environment)
        errno = status
        return status == 0 ? process : nil
      }
    }
  }

  /// A pipe that no program inherits by accident: its reading and its writing end; nil, with `errno`, where there is
  /// none.
  ///
  /// Both ends are above 9, so that they stand in the way of no descriptor of a program.
  package static func pipe() -> (reading: Int32, writing: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard unsafe Glibc.pipe(&ends) == 0 else { return nil }
    let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 10) }
    let error = errno
    for end in ends { close(end) }
    guard moved.allSatisfy({ $0 >= 0 }) else {
      for end in moved where end >= 0 { close(end) }
      errno = error
      return nil
    }
    return (moved[0], moved[1])
  }

  private static func withStrings<T>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> T
  ) -> T {
    var pointers = unsafe strings.map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    defer { for place in unsafe pointers.indices { unsafe free(pointers[place]) } }
    return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("a list has an address") }
      return unsafe body(UnsafePointer(base))
    }
  }

  /// `POSIX_SPAWN_SETSID`, which headers show only to _GNU_SOURCE. Source: glibc, spawn.h.
  private static let setSession: Int32 = 0x80
}
