// SPDX-License-Identifier: EUPL-1.2

internal import CProj
internal import HergebruikFormat

/// One thread's door to PROJ; it never reaches for the network and writes nothing to standard error.
///
/// Source: https://proj.org/development/threads.html
///
/// Memory safety: it owns what PROJ made, and destroys it once.
@safe
final class ProjContext {
  let pointer: OpaquePointer

  /// Opens PROJ.
  ///
  /// - Throws: `input-output` where PROJ's database is not installed, `self-check` where there is no
  ///   memory.
  init() throws(Failure) {
    guard let pointer = unsafe proj_context_create() else {
      throw Failure(.selfCheck, "there is no memory for PROJ")
    }
    unsafe self.pointer = unsafe pointer
    unsafe proj_log_level(pointer, PJ_LOG_NONE)
    _ = unsafe proj_context_set_enable_network(pointer, 0)
    guard unsafe proj_context_get_database_path(pointer) != nil else {
      throw Failure(
        .inputOutput, "the database of PROJ, proj.db, is not on this machine",
        hint: "Install Debian's package proj-data, or let PROJ_DATA name the folder that has it.")
    }
  }

  deinit { unsafe proj_context_destroy(pointer) }
}

/// An object of PROJ that goes when its owner goes.
///
/// Memory safety: it owns what PROJ made, and destroys it once, before the context.
@safe
final class ProjObject {
  let pointer: OpaquePointer
  /// Keeps the context alive for as long as the object.
  private let context: ProjContext

  /// Takes over an object; nil where there is none.
  init?(_ pointer: OpaquePointer?, _ context: ProjContext) {
    guard let pointer = unsafe pointer else { return nil }
    unsafe self.pointer = unsafe pointer
    self.context = context
  }

  deinit { unsafe proj_destroy(pointer) }
}
