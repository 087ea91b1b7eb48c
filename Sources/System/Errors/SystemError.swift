// SPDX-License-Identifier: EUPL-1.2

internal import Glibc

/// Why a call of the operating system failed.
///
/// The functions of this room that answer with `false` or `nil` leave it in `last`, for the thread that called them.
/// Source: errno(3).
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The system's number for it.
  package let number: Int32

  /// Creates an error of a number.
  package init(_ number: Int32) { self.number = number }

  /// That of the last call that failed on this thread.
  package static var last: SystemError { SystemError(errno) }

  /// The system's words for it.
  package var description: String { unsafe String(cString: strerror(number)) }

  /// The system's words for a number.
  package static func words(_ number: Int32) -> String { SystemError(number).description }

  /// Leaves an error for the caller, as a system call does.
  static func leave(_ error: SystemError) { errno = error.number }
}

extension SystemError {
  /// Nothing stands at the path.
  package static let missing = SystemError(ENOENT)
  /// Part of the path is no folder.
  package static let noFolder = SystemError(ENOTDIR)
  /// Something stands at the path already.
  package static let exists = SystemError(EEXIST)
  /// The path is a symbolic link, which may not be followed.
  package static let isLink = SystemError(ELOOP)
  /// A name is longer than the disk can have it.
  package static let nameTooLong = SystemError(ENAMETOOLONG)
  /// The path leads to another disk.
  package static let otherDisk = SystemError(EXDEV)
  /// This user may not do it.
  package static let notPermitted = SystemError(EPERM)
  /// The file has as many names as it can have.
  package static let tooManyLinks = SystemError(EMLINK)
  /// The disk cannot do it.
  package static let unsupported = SystemError(EOPNOTSUPP)
  /// It would have to wait: for data, for room, or for a lock that another has.
  package static let wouldWait = SystemError(EWOULDBLOCK)
  /// A signal came between.
  package static let interrupted = SystemError(EINTR)
  /// Nobody reads the pipe or the connection any more.
  package static let closedPipe = SystemError(EPIPE)
  /// The device failed, or gave less than it should.
  package static let inputOutput = SystemError(EIO)
  /// There is no memory for it.
  package static let noMemory = SystemError(ENOMEM)
  /// The disk is full.
  package static let noSpace = SystemError(ENOSPC)

  /// Whether nothing stands at the path.
  package var isAbsence: Bool { self == .missing || self == .noFolder }

  /// Whether descriptors or memory ran out while a connection was taken.
  package var isShortage: Bool { [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(number) }

  /// Whether a connection went, or a signal came, before it was taken: the next may be there.
  package var isPassing: Bool { number == EINTR || number == ECONNABORTED }
}
