#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// An open file. It is closed when nobody holds it any more.
package final class OpenFile {
  package let descriptor: Int32
  private let isOurs: Bool

  /// A descriptor that somebody else has opened and will close.
  package init(lent descriptor: Int32) {
    self.descriptor = descriptor
    isOurs = false
  }

  private init(owned descriptor: Int32) {
    self.descriptor = descriptor
    isOurs = true
  }

  deinit { if isOurs { close(descriptor) } }

  /// Opens a file to be read.
  package static func reading(_ path: String) throws(FileTrouble) -> OpenFile {
    try opened(path, O_RDONLY | O_NOCTTY)
  }

  /// Opens what is there to be written into: a pipe, a terminal. It waits until somebody reads a pipe.
  package static func writingInto(_ path: String) throws(FileTrouble) -> OpenFile {
    try opened(path, O_WRONLY | O_NOCTTY)
  }

  /// Makes a file where there is nothing yet. Its permissions are these, whatever the process's own mask says.
  package static func new(_ path: String, mode: UInt32) throws(FileTrouble) -> OpenFile {
    let file = try opened(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode_t(mode) & 0o600)
    // On sticks without permissions there is nothing to be set.
    if fchmod(file.descriptor, mode_t(mode)) != 0, errno != EPERM, errno != ENOTSUP, errno != EROFS {
      throw FileTrouble()
    }
    return file
  }

  private static func opened(_ path: String, _ flags: Int32, _ mode: mode_t = 0) throws(FileTrouble) -> OpenFile {
    while true {
      let descriptor = open(path, flags | O_CLOEXEC, mode)
      if descriptor >= 0 { return OpenFile(owned: descriptor) }
      if errno != EINTR { throw FileTrouble() }
    }
  }

  /// The next bytes, at most so many; empty at the end.
  package func next(_ count: Int) throws(FileTrouble) -> [UInt8] {
    var trouble: FileTrouble?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, found in
      while true {
        let got = read(descriptor, buffer.baseAddress, count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { trouble = FileTrouble() }
        found = max(0, got)
        return
      }
    }
    if let trouble { throw trouble }
    return bytes
  }

  /// All that is left, if it is no more than this.
  package func rest(atMost maximum: Int) throws(FileTrouble) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let block = try next(min(1 << 16, maximum - bytes.count + 1))
      if block.isEmpty { return bytes }
      bytes += block
      if bytes.count > maximum { throw .isTooLarge }
    }
  }

  /// The first bytes, wherever reading has come to.
  package func beginning(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, found in
      found = max(0, pread(descriptor, buffer.baseAddress, count, 0))
    }
  }

  /// Writes all of it.
  package func write(_ bytes: some Collection<UInt8>) throws(FileTrouble) {
    var trouble: FileTrouble?
    let all = Array(bytes)
    all.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = writeOnce(descriptor, buffer.baseAddress! + done, buffer.count - done)
        if count < 0, errno == EINTR { continue }
        if count < 0 {
          trouble = FileTrouble()
          return
        }
        done += count
      }
    }
    if let trouble { throw trouble }
  }

  /// Puts the content on the disk.
  package func synchronise() throws(FileTrouble) {
    while true {
      #if canImport(Darwin)
      if fcntl(descriptor, F_FULLFSYNC) != -1 { return }
      #else
      if fsync(descriptor) == 0 { return }
      #endif
      // A pipe or a terminal has nothing to be synchronised.
      if errno == EINVAL || errno == ENOTSUP || errno == EROFS { return }
      if errno != EINTR { throw FileTrouble() }
    }
  }
}

private func writeOnce(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  #if canImport(Glibc)
  Glibc.write(descriptor, bytes, count)
  #elseif canImport(Musl)
  Musl.write(descriptor, bytes, count)
  #else
  Darwin.write(descriptor, bytes, count)
  #endif
}

/// The bytes of a file, if they are no more than this.
package func bytesOfFile(at path: String, atMost maximum: Int) throws(FileTrouble) -> [UInt8] {
  try OpenFile.reading(path).rest(atMost: maximum)
}

/// Whether a descriptor is open.
package func isOpen(_ descriptor: Int32) -> Bool { fcntl(descriptor, F_GETFD) != -1 }

/// Sees to it that what is opened next is never taken for standard input, output or error, where one of them is closed:
/// an answer would be written into a competition's file.
package func keepStandardStreamsApart() {
  for descriptor in Int32(0)...2 where !isOpen(descriptor) {
    // For reading only, so that writing an answer there fails as it did before.
    let opened = open("/dev/null", O_RDONLY)
    if opened >= 0, opened != descriptor { close(opened) }
  }
}
