import Files
import LogFiles
import Operations
import Reports
import Text

/// The one place where an answer becomes a file. It never takes away what somebody may want:
///
/// - What is no regular file, a pipe or a terminal, is written into; a disk is left alone.
/// - Where a symbolic link leads is judged like any other place.
/// - The ending of the name is that of what is written, or there is none.
/// - A competition's file, its witness, a log, a plan or rules are never replaced. Anything else that is there is
///   replaced only if it is an earlier answer of Tally's, untouched since, or with --replace.
///
/// An earlier answer is known by a remark that is left on the file: its digest. Whoever changes or copies the file, or
/// keeps it on a stick that has no room for remarks, is asked to say --replace.
struct AnswerFile {
  /// What is written: what its name may end in, and what it may take the place of.
  enum Content: Equatable {
    case report(Format)
    /// Rules or a plan to begin with, or a copy of some: they take no other file's place.
    case yaml
    /// An exported log takes the place of one that it has all of.
    case log
    /// A schema for editors.
    case schema
  }

  let path: String
  let content: Content
  let replacing: Bool

  init(_ path: String, as content: Content, replacing: Bool = false) {
    self.path = path
    self.content = content
    self.replacing = replacing
  }

  /// The endings that fit, the usual one first.
  private var endings: [String] {
    switch content {
    case .report(.text): ["txt", "text"]
    case .report(.csv): ["csv"]
    case .report(.json), .schema: ["json"]
    case .report(.markdown): ["md", "markdown"]
    case .report(.html): ["html", "htm"]
    case .yaml: ["yaml", "yml"]
    case .log: ["jsonl", "ndjson"]
    }
  }

  // MARK: - Before the work

  /// Refuses what would be refused later, before anything is recorded.
  func judge() throws { _ = try place() }

  /// Where it goes.
  private enum Place {
    case stream(OpenFile)
    case pipe(String)
    /// Nothing is there, or an empty file.
    case new(String)
    /// An earlier answer is there, or something that may go; with its permissions.
    case over(String, mode: UInt32)
    /// Something is there that may stay if it says the same.
    case same(String)
  }

  private func place() throws -> Place {
    if path.isEmpty { throw CommandError("-o needs the name of a file, or - for the screen") }
    let real: String
    do {
      // Before links are followed: these lead to what the shell has opened, whatever that is.
      if let stream = AnswerFile.stream(path) { return try place(of: stream) }
      real = try followingLinks(path)
      if let stream = AnswerFile.stream(real) { return try place(of: stream) }
      guard let there = try FileThere(at: real) else {
        try checkNames(real)
        guard try FileThere(at: folderPath(of: real))?.kind == .folder else {
          throw CommandError("the folder of \(name) does not exist; make it first")
        }
        return .new(real)
      }
      switch there.kind {
      case .pipe, .characterDevice: return .pipe(real)
      case .regular: break
      case .folder: throw CommandError("\(name) is a folder; name a file in it, for example \(example)")
      case .blockDevice: throw CommandError("\(name) is a disk, and what is on it would be lost; name a file")
      default: throw CommandError("\(name) is nothing that can be written to; name a file")
      }
      if there.size == 0 {
        try checkNames(real)
        return .new(real)
      }
      return try place(over: real, there)
    } catch let trouble as FileTrouble {
      throw CommandError("\(name) could not be looked at (\(trouble)); choose another name")
    }
  }

  private func place(over real: String, _ there: FileThere) throws -> Place {
    let file: OpenFile
    do throws(FileTrouble) {
      file = try OpenFile.reading(real)
    } catch {
      throw CommandError(
        "there is already something at \(name), and it may not be read (\(error)); choose another name")
    }
    let kind = PreciousFile(file.beginning(1 << 16))
    switch (kind, content) {
    case (.plan?, .yaml), (.rules?, .yaml), (nil, .yaml), (nil, .schema):
      try checkNames(real)
      return .same(real)
    case (.log?, .log):
      try checkNames(real)
      return .same(real)
    case (let kind?, _):
      throw CommandError("\(name) is \(kind.words), and no answer ever takes its place; choose another name")
    case (nil, _): break
    }
    try checkNames(real)
    if replacing || AnswerFile.isUntouchedAnswer(file) { return .over(real, mode: there.mode) }
    let isStranger = "there is already something at \(name) that Tally did not write, or that was changed since; "
    throw CommandError(
      isStranger + (content == .log ? "choose another name" : "choose another name, or say --replace"))
  }

  private func place(of stream: Int32) throws -> Place {
    guard isOpen(stream) else { throw CommandError("nothing is open at \(name); name a file") }
    let file = OpenFile(lent: stream)
    if try FileThere(of: stream).kind == .regular, let kind = PreciousFile(file.beginning(1 << 16)) {
      throw CommandError("\(name) is \(kind.words), and no answer ever takes its place; choose another name")
    }
    return .stream(file)
  }

  /// The name that was given, and the one that it leads to.
  private func checkNames(_ real: String) throws {
    for name in [path, real] {
      let last = lastName(of: name)
      if last.hasSuffix("-journal") || last.hasSuffix("-wal") || last.hasSuffix("-shm") {
        throw CommandError("\(safeForPeople(name)) is a name that SQLite gives to files of its own; choose another")
      }
      guard let dot = last.lastIndex(of: "."), dot > last.startIndex else { continue }
      let ending = last[last.index(after: dot)...].lowercased()
      if endings.contains(ending) { continue }
      throw CommandError(
        "\(safeForPeople(name)) ends in .\(safeForPeople(ending)), and what would be in it is \(words): end the name in "
          + ".\(endings[0]), or choose another --format")
    }
  }

  private var words: String {
    switch content {
    case .report(.text): "text"
    case .report(.csv): "CSV"
    case .report(.json): "JSON"
    case .report(.markdown): "Markdown"
    case .report(.html): "HTML"
    case .yaml: "YAML"
    case .log: "a log, a JSON object a line"
    case .schema: "a JSON Schema"
    }
  }

  private var name: String { safeForPeople(path) }
  private var example: String { name + (path.hasSuffix("/") ? "" : "/") + "results." + endings[0] }

  /// The descriptor that a path names.
  private static func stream(_ path: String) -> Int32? {
    switch path {
    case "/dev/stdin", "/dev/stdout", "/dev/stderr": return ["/dev/stdin": 0, "/dev/stdout": 1][path] ?? 2
    default: break
    }
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }

  private static func isUntouchedAnswer(_ file: OpenFile) -> Bool {
    guard let remark = file.remark, let bytes = try? file.rest(atMost: 1 << 30) else { return false }
    return remark == Digest.hex(of: bytes)
  }

  // MARK: - The work

  /// Writes the text: whole or not at all, and durable when this returns.
  func write(_ text: String) throws { try write { try $0.add(text) } }

  /// Writes what `make` adds, piece by piece.
  func write(_ make: (AnswerStream) throws -> Void) throws {
    let place = try place()
    do {
      switch place {
      case .stream(let file): try AnswerFile.pour(into: file, make)
      case .pipe(let real): try AnswerFile.pour(into: OpenFile.writingInto(real), make)
      case .new(let real): try put(at: real, mode: 0o644, isThere: try FileThere(at: real) != nil, make)
      case .over(let real, let mode): try put(at: real, mode: mode & 0o777, isThere: true, make)
      case .same(let real): try putIfSame(at: real, make)
      }
    } catch let trouble as FileTrouble {
      if trouble == .isThere {
        throw AnswerNotWritten("\(name) has just been made by somebody else; choose another name")
      }
      throw AnswerNotWritten("\(name) could not be written (\(trouble)); nothing was left half done")
    }
  }

  private static func pour(into file: OpenFile, _ make: (AnswerStream) throws -> Void) throws {
    let stream = AnswerStream(file)
    try make(stream)
    try stream.finish()
  }

  private func put(at real: String, mode: UInt32, isThere: Bool, _ make: (AnswerStream) throws -> Void) throws {
    let unfinished = try UnfinishedFile(for: real, mode: mode)
    try fill(unfinished, make)
    if isThere { try unfinished.replace() } else { try unfinished.putInPlace() }
  }

  private func fill(_ unfinished: UnfinishedFile, _ make: (AnswerStream) throws -> Void) throws {
    let stream = AnswerStream(unfinished.file)
    try make(stream)
    unfinished.remark(try stream.finish())
    try unfinished.file.synchronise()
  }

  /// What is there stays if it says the same already; a log may also make place for one that has all of it.
  private func putIfSame(at real: String, _ make: (AnswerStream) throws -> Void) throws {
    let unfinished = try UnfinishedFile(for: real, mode: 0o644)
    try fill(unfinished, make)
    let (new, old) = (try OpenFile.reading(unfinished.path), try OpenFile.reading(real))
    if content == .log {
      guard try LogCoverage(of: old).isCovered(by: new) else {
        throw AnswerNotWritten(
          "the log that is already at \(name) has something that this one has not; choose another name")
      }
      return try unfinished.replace()
    }
    let isSame = try new.rest(atMost: 1 << 30) == old.rest(atMost: 1 << 30)
    if isSame { return }
    if content == .schema {
      if let again = try? OpenFile.reading(real), AnswerFile.isUntouchedAnswer(again) {
        return try unfinished.replace()
      }
    }
    throw AnswerNotWritten("there is already something else at \(name); choose another name")
  }
}

/// An answer could not be written, or not where it was to go; what the command has recorded stays recorded.
struct AnswerNotWritten: Error {
  var message: String
  init(_ message: String) { self.message = message }
}

/// Where the pieces of an answer go: into a file, some at a time, with their digest.
final class AnswerStream {
  private let file: OpenFile
  private var waiting: [UInt8] = []
  private var digest = RunningDigest()

  init(_ file: OpenFile) { self.file = file }

  func add(_ text: String) throws(FileTrouble) {
    waiting += text.utf8
    if waiting.count >= 1 << 16 { try flush() }
  }

  /// Writes what is left; the digest of everything in hexadecimal.
  @discardableResult
  func finish() throws(FileTrouble) -> String {
    try flush()
    return digest.hex
  }

  private func flush() throws(FileTrouble) {
    digest.add(waiting)
    try file.write(waiting)
    waiting.removeAll(keepingCapacity: true)
  }
}

/// What must never be lost, told by how it begins.
enum PreciousFile {
  case database, witness, log, rules, plan

  init?(_ beginning: [UInt8]) {
    if beginning.starts(with: "SQLite format 3\u{0}".utf8) {
      self = .database
      return
    }
    let text = String(decoding: beginning, as: UTF8.self)
    if text.hasPrefix("tally witness ") {
      self = .witness
      return
    }
    let lines = text.split(separator: "\n", maxSplits: 2000, omittingEmptySubsequences: true)
    if let first = lines.first, first.hasPrefix("{"), (try? LogLine(first)) != nil || first.hasPrefix("{\"ruleSet\"") {
      self = .log
      return
    }
    // Keys at the beginning of a line, as in every rule set and every plan.
    func has(_ key: String) -> Bool { lines.contains { $0.hasPrefix(key + ":") } }
    if has("edition"), has("id") {
      self = .rules
    } else if has("challenges") || has("teams"), has("name") {
      self = .plan
    } else {
      return nil
    }
  }

  var words: String {
    switch self {
    case .database: "a database, as a competition's file is one"
    case .witness: "the witness of a competition"
    case .log: "an exported log"
    case .rules: "a rule set"
    case .plan: "a plan"
    }
  }
}

/// Whether one exported log has every line of another, in whatever order.
struct LogCoverage {
  private var missing: Set<[UInt8]> = []

  init(of old: OpenFile) throws(FileTrouble) {
    var lines = LinesOfFile(old)
    while let line = try lines.next() { missing.insert(LogCoverage.digest(line)) }
  }

  func isCovered(by new: OpenFile) throws(FileTrouble) -> Bool {
    var missing = missing
    var lines = LinesOfFile(new)
    while !missing.isEmpty, let line = try lines.next() { missing.remove(LogCoverage.digest(line)) }
    return missing.isEmpty
  }

  // Half a digest is enough to tell lines apart, and a million of them must have room.
  private static func digest(_ line: [UInt8]) -> [UInt8] { Array(Digest.bytes(line).prefix(16)) }
}

/// The lines of a file, one after the other, without their ends.
struct LinesOfFile {
  private let file: OpenFile
  private var block: ArraySlice<UInt8> = []

  init(_ file: OpenFile) { self.file = file }

  mutating func next() throws(FileTrouble) -> [UInt8]? {
    var line: [UInt8] = []
    while true {
      if block.isEmpty {
        block = try file.next(1 << 16)[...]
        if block.isEmpty { return line.isEmpty ? nil : line }
      }
      if let end = block.firstIndex(of: UInt8(ascii: "\n")) {
        line += block[..<end]
        block = block[(end + 1)...]
        if !line.isEmpty { return line }
        continue
      }
      line += block
      block = []
    }
  }
}
