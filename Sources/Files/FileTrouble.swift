#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Why the system would not do something with a file.
package struct FileTrouble: Error, Equatable, Sendable, CustomStringConvertible {
  /// The system's number for it.
  package var code: Int32

  /// The trouble with this number; by default that of the call just made.
  package init(_ code: Int32 = errno) { self.code = code }

  /// In the system's own words: "no space left on device".
  package var description: String {
    let words = String(cString: strerror(code))
    return words.prefix(1).lowercased() + words.dropFirst()
  }

  package static let isThere = FileTrouble(EEXIST)
  package static let isMissing = FileTrouble(ENOENT)
  package static let isNoFolder = FileTrouble(ENOTDIR)
  package static let isFolder = FileTrouble(EISDIR)
  package static let isTooLarge = FileTrouble(EFBIG)

  /// Whether the disk, or somebody's share of it, is full.
  package var isFullDisk: Bool { code == ENOSPC || code == EDQUOT }
  /// Whether somebody else might be allowed to.
  package var isForbidden: Bool { code == EACCES || code == EPERM || code == EROFS }
}
