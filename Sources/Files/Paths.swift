#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// With a slash in front, no path is one of the names that SQLite takes specially: "", ":memory:", "file:…".
package func absolutePath(_ path: String) -> String {
  if path.hasPrefix("/") { return path }
  guard let folder = getcwd(nil, 0) else { return "./" + path }
  defer { free(folder) }
  return String(cString: folder) + "/" + path
}

/// The folder that a path lies in, as a path that ends in a slash.
package func folderPath(of path: String) -> String {
  let full = absolutePath(path)
  return full.lastIndex(of: "/").map { String(full[...$0]) } ?? "/"
}

/// The last part of a path.
package func lastName(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
}

/// Where a symbolic link leads, step by step; the path itself where it is none. What it leads to need not be there.
package func followingLinks(_ path: String) throws(FileTrouble) -> String {
  var path = path
  for _ in 0..<40 {
    guard let there = try FileThere(at: path, following: false), there.kind == .link else { return path }
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = readlink(path, &bytes, bytes.count)
    if count < 0 { throw FileTrouble() }
    let target = String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    path = target.hasPrefix("/") ? target : folderPath(of: path) + target
  }
  throw FileTrouble(ELOOP)
}

/// What is at a path.
package struct FileThere: Equatable, Sendable {
  /// The kinds of what can be there.
  package enum Kind: Sendable { case regular, folder, link, pipe, characterDevice, blockDevice, socket, other }

  package var kind: Kind
  package var size: Int64
  /// Who may do what: the permission bits.
  package var mode: UInt32
  package var device: UInt64
  package var inode: UInt64

  /// What is at a path, or at the end of the link that is there; `nil` where there is nothing.
  package init?(at path: String, following: Bool = true) throws(FileTrouble) {
    var status = stat()
    guard (following ? stat(path, &status) : lstat(path, &status)) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileTrouble()
    }
    self.init(status)
  }

  /// What an open descriptor leads to.
  package init(of descriptor: Int32) throws(FileTrouble) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileTrouble() }
    self.init(status)
  }

  private init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFLNK: .link
      case S_IFIFO: .pipe
      case S_IFCHR: .characterDevice
      case S_IFBLK: .blockDevice
      case S_IFSOCK: .socket
      default: .other
      }
    size = Int64(status.st_size)
    mode = UInt32(status.st_mode & 0o7777)
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }

  /// Whether both are the same file, under whatever names.
  package func isSame(as other: FileThere) -> Bool { device == other.device && inode == other.inode }
}
