import EventStore
import Files
import Operations
import Pages
import Text

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The public board as files, for any web server: the same pages as `tally serve` gives out.
///
/// Each page is there twice: under its own path, for whoever comes, and as `r/DIGEST.html`, which never changes and may be
/// kept by every cache. `live.json` names the digests of now; it is written last, and is all that viewers ask for again.
struct SiteFolder {
  private let folder: String

  /// For how long a page is kept that `live.json` names no more, in seconds.
  private static let patience = 600

  /// A folder that is empty, not there yet, or was written by this.
  init(at path: String) throws {
    folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let shown = safeForPeople(folder)
    guard let there = try FileThere(at: folder) else { return }
    guard there.kind == .folder else { throw CommandError("\(shown) is no folder; choose another name") }
    if try namesInFolder(folder).isEmpty || live != nil { return }
    throw CommandError("\(shown) is not empty and no board of Tally's; choose another folder, nothing was written")
  }

  /// Writes the board of a competition, once or whenever it changes.
  static func keep(
    _ path: String, of database: DatabaseOptions, surroundings: PublicSite.Surroundings, watching: Bool
  ) throws {
    let folder = try SiteFolder(at: path)
    var surroundings = surroundings
    let screens = ScreenFile(of: database.path)
    surroundings.screens = try screens.read()
    var board = try LiveBoard(following: database.follow(), surroundings)
    Process.endOnRequest()
    try folder.write(board.site)
    Process.answer("\(safeForPeople(folder.folder))/live.json\n")
    guard watching else { return }
    var isBehind = false
    while !Process.endIsRequested {
      Process.sleep(milliseconds: 250)
      var (look, news) = board.look()
      if let words = board.inWords({ $0.words(of: news) }) { Process.tell(words) }
      if let now = try? screens.read(), now != board.surroundings.screens {
        surroundings.screens = now
        look = board.surround(surroundings)
      }
      if case .failed(let why) = look {
        Process.tell("the board could not be made anew (\(safeForPeople(why))); it is tried again")
      }
      if case .changed = look { isBehind = true }
      guard isBehind else { continue }
      do {
        try folder.write(board.site)
        isBehind = false
      } catch {
        // A disk that is full may have room again: the board goes on.
        Process.tell("\(safeForPeople(folder.folder)) could not be written (\(error)); it is tried again")
        Process.sleep(milliseconds: 2000)
      }
    }
  }

  /// Writes a board over the one that is there. At every moment the folder is a whole board: what `live.json` names is
  /// there, and nothing is written twice.
  func write(_ site: PublicSite) throws {
    let before = live
    let old = before.map(SiteFolder.digests) ?? [:]
    try makeFolder(folder)
    try makeFolder("\(folder)/r")
    for file in site.files where file.isPage {
      let path = "\(folder)/r/\(file.digest).html"
      if try FileThere(at: path)?.size == Int64(file.text.utf8.count) as Int64? { continue }
      try put(path, file.text)
    }
    for file in site.files {
      let path = "\(folder)/\(file.path)" + (file.isPage ? "index.html" : "")
      if file.isPage, old[file.path] == file.digest, try FileThere(at: path) != nil { continue }
      if !file.isPage, let bytes = try? bytesOfFile(at: path, atMost: 1 << 26), bytes == Array(file.text.utf8) {
        continue
      }
      var made = folder
      for part in file.path.split(separator: "/").dropLast(file.isPage ? 0 : 1) {
        made += "/\(part)"
        try makeFolder(made)
      }
      try put(path, file.text)
    }
    try put("\(folder)/live.json", site.live(events: false).text)
    // Pages that are no more: a team's that left, the hall's sixth.
    let paths = Set(site.files.filter(\.isPage).map(\.path))
    for path in old.keys where !paths.contains(path) && SiteFolder.isOurs(path) {
      removeFile(at: "\(folder)/\(path)index.html")
    }
    removeOldPages(besides: Set(site.files.map(\.digest)).union(old.values))
  }

  private func put(_ path: String, _ text: String) throws {
    let file = try UnfinishedFile(for: path, mode: 0o644)
    try file.file.write(text.utf8)
    // The log is what must last; whatever is lost of this is made again.
    try file.replace(isDurable: false)
  }

  private func removeOldPages(besides kept: Set<String>) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    for name in (try? namesInFolder("\(folder)/r")) ?? [] where name.hasSuffix(".html") {
      let digest = String(name.dropLast(5))
      guard digest.count == 32, digest.allSatisfy(\.isHexDigit), !kept.contains(digest) else { continue }
      var status = stat()
      guard stat("\(folder)/r/\(name)", &status) == 0 else { continue }
      #if canImport(Darwin)
      let written = status.st_mtimespec.tv_sec
      #else
      let written = status.st_mtim.tv_sec
      #endif
      if written < now.tv_sec - SiteFolder.patience { removeFile(at: "\(folder)/r/\(name)") }
    }
  }

  /// What `live.json` says, where it is one of ours.
  private var live: String? {
    guard let bytes = try? bytesOfFile(at: "\(folder)/live.json", atMost: 1 << 24) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.hasPrefix("{\"id\":\"") && text.contains("\"events\":false,\"files\":{") ? text : nil
  }

  /// The pages and their digests, in the form in which they were written.
  private static func digests(_ live: String) -> [String: String] {
    var found: [String: String] = [:]
    for match in live.matches(of: /"([A-Za-z0-9_~\/-]*)":"([0-9a-f]{32})"/) { found[String(match.1)] = String(match.2) }
    return found
  }

  /// Whether a path is one that a board has: nothing else is taken away.
  private static func isOurs(_ path: String) -> Bool {
    path.isEmpty || path.hasSuffix("/") && !path.hasPrefix("/") && !path.contains("//")
  }
}
