private import CFiles

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A file in the making. It lies beside its place under a name of its own until it is whole, so that at its place there
/// is all of it or nothing, whatever becomes of the process; what a dead process has left is taken away by the next.
package final class UnfinishedFile {
  /// The name it has while it is made: `.results.csv.3f9a01bc.unfinished`.
  package let path: String
  /// The name it is to have.
  package let place: String
  /// The file. It stays open, and locked, as long as it is unfinished: so others see that somebody is at it.
  package let file: OpenFile
  private var isPlaced = false

  /// Makes an empty one.
  package init(for place: String, mode: UInt32) throws(FileTrouble) {
    UnfinishedFile.sweep(beside: place)
    while true {
      let path = folderPath(of: place) + UnfinishedFile.beginning(of: place) + UnfinishedFile.digits() + ".unfinished"
      let file: OpenFile
      do throws(FileTrouble) {
        file = try OpenFile.new(path, mode: mode)
      } catch FileTrouble.isThere {
        continue
      }
      _ = flock(file.descriptor, LOCK_EX | LOCK_NB)
      // Somebody may have taken it for a dead process's before it was locked.
      guard try FileThere(at: path, following: false)?.isSame(as: FileThere(of: file.descriptor)) == true else {
        continue
      }
      self.path = path
      self.place = place
      self.file = file
      return
    }
  }

  deinit { if !isPlaced { UnfinishedFile.remove(path) } }

  /// Gives it its name, or another in the same folder, if there is nothing of that name, and makes that durable.
  package func putInPlace(at other: String? = nil) throws(FileTrouble) {
    let code = tally_rename_unless_there(path, other ?? place)
    if code != 0 { throw FileTrouble(code) }
    isPlaced = true
    try synchroniseFolder(of: place)
  }

  /// Gives it its name, whatever was there before, and makes that durable, unless somebody else will.
  package func replace(isDurable: Bool = true) throws(FileTrouble) {
    if rename(path, place) != 0 { throw FileTrouble() }
    isPlaced = true
    if isDurable { try synchroniseFolder(of: place) }
  }

  /// Leaves a short remark on the file, where the file system keeps remarks.
  package func remark(_ text: String) { _ = tally_leave_remark(file.descriptor, text, text.utf8.count) }

  private static func beginning(of place: String) -> String { "." + String(lastName(of: place).prefix(60)) + "." }

  private static func digits() -> String {
    var random = SystemRandomNumberGenerator()
    return String((0..<8).map { _ in "0123456789abcdef".randomElement(using: &random)! })
  }

  /// Takes away what processes that are no more have left on the way to this place.
  private static func sweep(beside place: String) {
    let (folder, beginning, end) = (folderPath(of: place), beginning(of: place), ".unfinished")
    for name in (try? namesInFolder(folder)) ?? [] {
      guard name.hasPrefix(beginning), name.hasSuffix(end), name.count == beginning.count + 8 + end.count,
        let left = try? FileThere(at: folder + name, following: false), left.kind == .regular,
        let file = try? OpenFile.reading(folder + name), flock(file.descriptor, LOCK_EX | LOCK_NB) == 0
      else { continue }
      remove(folder + name)
    }
  }

  /// With the journal that SQLite may have made beside it.
  private static func remove(_ path: String) {
    unlink(path)
    unlink(path + "-journal")
  }
}

extension OpenFile {
  /// The remark that was left on the file, if there is one.
  package var remark: String? {
    var bytes = [CChar](repeating: 0, count: 256)
    let count = tally_read_remark(descriptor, &bytes, bytes.count)
    guard count > 0 else { return nil }
    return String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Makes the names in a file's folder durable.
package func synchroniseFolder(of path: String) throws(FileTrouble) {
  let folder: OpenFile
  do throws(FileTrouble) {
    folder = try OpenFile.reading(folderPath(of: path))
  } catch {
    // Whoever may write in a folder need not be allowed to read it.
    if error.isForbidden { return }
    throw error
  }
  try folder.synchronise()
}

/// What is in a folder, without the two dots, in no order.
package func namesInFolder(_ path: String) throws(FileTrouble) -> [String] {
  guard let folder = opendir(path) else { throw FileTrouble() }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names
}

/// Everything that is below a folder and is no folder itself, by its path in there. Links are not followed.
package func filesBelow(_ folder: String) throws(FileTrouble) -> [String] {
  var files: [String] = []
  for name in try namesInFolder(folder).sorted() {
    if try FileThere(at: "\(folder)/\(name)", following: false)?.kind == .folder {
      files += try filesBelow("\(folder)/\(name)").map { "\(name)/\($0)" }
    } else {
      files.append(name)
    }
  }
  return files
}

/// Makes a folder, and those above it, where there is none yet: for everybody to read, and durable.
package func makeFolder(_ path: String) throws(FileTrouble) {
  if let there = try FileThere(at: path) {
    if there.kind == .folder { return }
    throw .isNoFolder
  }
  var path = path
  while path.hasSuffix("/"), path.count > 1 { path.removeLast() }
  let above = folderPath(of: path)
  if above != "/" { try makeFolder(String(above.dropLast())) }
  if mkdir(path, 0o755) != 0 {
    // Another process may have been quicker.
    if errno == EEXIST { return }
    throw FileTrouble()
  }
  chmod(path, 0o755)
  try synchroniseFolder(of: path)
}

/// Takes a file away, if there is one.
package func removeFile(at path: String) { unlink(path) }

/// Gives a file another name, unless there is something of that name.
package func moveFile(at path: String, to other: String) throws(FileTrouble) {
  let code = tally_rename_unless_there(path, other)
  if code != 0 { throw FileTrouble(code) }
  try synchroniseFolder(of: other)
}

/// Whether files can be made in the folder of this one, as SQLite makes its journal.
package func canMakeFiles(beside path: String) -> Bool {
  faccessat(AT_FDCWD, folderPath(of: path), W_OK | X_OK, AT_EACCESS) == 0
}

/// Whether a file may be read by this user.
package func canBeRead(_ path: String) -> Bool { faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) == 0 }
