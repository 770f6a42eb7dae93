import Files

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

// What is asked of the system about a competition's file. Nothing here opens an existing database: closing such a
// handle would drop the locks that SQLite holds on the file for another connection of this process.

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
  let there = (try? FileThere(at: path)) ?? nil
  return (firstLine(of: "/etc/machine-id") ?? hostName()) + "/\(there?.device ?? 0)/\(there?.inode ?? 0)"
}

private func hostName() -> String {
  var name = [CChar](repeating: 0, count: 256)
  guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
  return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// The first line of a small system file, without white space.
func firstLine(of path: String) -> String? {
  guard let bytes = try? OpenFile.reading(path).next(128) else { return nil }
  let line = bytes.prefix { $0 > 32 && $0 < 127 }
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

/// The whole of a text file; bytes that are no UTF-8 come out as others. `nil` where there is no regular file.
func wholeText(of path: String) -> String? {
  guard let there = try? FileThere(at: path), there.kind == .regular,
    let bytes = try? bytesOfFile(at: path, atMost: 1 << 32)
  else { return nil }
  return String(decoding: bytes, as: UTF8.self)
}

/// Refuses a name that means something else beside a competition's file, and a place where an earlier file has left its
/// journal: SQLite would take that for the new file's own and write the old pages into it.
func checkSurroundings(ofDatabaseAt path: String) throws(StoreError) {
  for ending in [".witness", "-journal", "-wal", "-shm"] {
    if path.hasSuffix(ending) { throw .reservedName(path: path, ending: ending) }
    if ending == ".witness" { continue }
    if let there = try? FileThere(at: path + ending, following: false), there.kind != .folder {
      throw .leftover(path: path + ending)
    }
  }
}
