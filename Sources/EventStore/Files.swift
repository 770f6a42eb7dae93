#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

// What is asked of the file system. Nothing here opens an existing database: closing such a handle would drop the
// locks that SQLite holds on the file for another connection of this process.

/// What can be at a path.
enum KindOfFile {
  case file, empty, folder, other
  /// Shorter than any database. SQLite takes one byte for an empty database.
  case tooShort
  /// Nobody may look.
  case hidden
}

func kindOfFile(at path: String) -> KindOfFile? {
  var status = stat()
  guard stat(path, &status) == 0 else { return errno == EACCES ? .hidden : nil }
  switch status.st_mode & S_IFMT {
  case S_IFDIR: return .folder
  case S_IFREG: return status.st_size == 0 ? .empty : status.st_size < 512 ? .tooShort : .file
  default: return .other
  }
}

/// Makes an empty file where there is nothing yet.
func makeEmptyFile(at path: String) throws(StoreError) {
  let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
  if file < 0 {
    let reason = errno
    switch reason {
    case EEXIST, EISDIR: throw .alreadyExists(path: path)
    case ENOENT, ENOTDIR: throw .noFolder(path: path)
    case EACCES, EROFS, EPERM: throw .readOnlyFolder(path: path)
    case ENOSPC, EDQUOT: throw .diskFull(path: path)
    default: throw .inputOutput(path: path, detail: String(cString: strerror(reason)))
    }
  }
  // The file is new, so no connection of this process can hold a lock that this would drop.
  close(file)
}

func removeFile(at path: String) { unlink(path) }

/// Whether files can be made in the folder of this one, as SQLite makes its journal.
func canMakeFiles(beside path: String) -> Bool {
  let full = absolutePath(path)
  let folder = full.lastIndex(of: "/").map { String(full[...$0]) } ?? "/"
  return faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0
}

/// With a slash in front, no path is one of the names that SQLite takes specially: "", ":memory:", "file:…".
func absolutePath(_ path: String) -> String {
  if path.hasPrefix("/") { return path }
  guard let folder = getcwd(nil, 0) else { return "./" + path }
  defer { free(folder) }
  return String(cString: folder) + "/" + path
}

/// A path as it may stand in a URI.
func percentEscaped(_ path: String) -> String {
  path.utf8.reduce(into: "") { text, byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "_"):
      text.unicodeScalars.append(Unicode.Scalar(byte))
    default: text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
    }
  }
}

/// What tells this file on this machine from its copies: a copy on another machine, or beside this one, is another
/// terminal and must number its entries by itself.
func machineKey(forFileAt path: String) -> String {
  var status = stat()
  _ = stat(path, &status)
  return (firstLine(of: "/etc/machine-id") ?? hostName()) + "/\(status.st_dev)/\(status.st_ino)"
}

private func hostName() -> String {
  var name = [CChar](repeating: 0, count: 256)
  guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
  return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// The first line of a small system file, without white space.
func firstLine(of path: String) -> String? {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var bytes = [UInt8](repeating: 0, count: 128)
  let count = read(file, &bytes, bytes.count)
  guard count > 0 else { return nil }
  let line = bytes[..<count].prefix { $0 > 32 && $0 < 127 }
  return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
}

/// Makes a file's content durable.
func synchronise(_ file: Int32) -> Int32 {
  #if canImport(Darwin)
  fcntl(file, F_FULLFSYNC) == -1 ? -1 : 0
  #else
  fdatasync(file)
  #endif
}

/// Makes a new file's name durable; where a folder cannot be synchronised, the system does it in its own time.
func synchroniseFolder(of path: String) {
  let full = absolutePath(path)
  let folder = full.lastIndex(of: "/").map { String(full[...$0]) } ?? "/"
  let file = open(folder, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return }
  fsync(file)
  close(file)
}

/// The whole of a text file; bytes that are no UTF-8 come out as others. `nil` where there is no regular file.
func wholeText(of path: String) -> String? {
  guard kindOfFile(at: path).map({ $0 == .file || $0 == .tooShort || $0 == .empty }) == true else { return nil }
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(file, &block, block.count)
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { break }
    bytes += block[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// Gives a file another name, unless there is something of that name.
func moveFile(at path: String, to other: String) {
  if link(path, other) == 0 { unlink(path) }
}
