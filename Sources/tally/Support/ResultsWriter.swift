import Files
import Operations
import Pages
import Reports
import Text

/// Writes an exported folder: every file whole, the manifest last, and nothing over what is somebody else's.
///
/// The manifest of an earlier export says which files are Tally's own: those that still are what it says may be replaced,
/// and taken away where there is nothing of that name any more. While files are written, the names and digests of the
/// old and the new ones stand in `manifest-unfinished.csv`: an export that was killed is known as one, and the next can
/// go on from it.
struct ResultsWriter {
  private let folder: String
  /// The digests that files of earlier exports may have, by their names in the folder.
  private var own: [String: Set<String>] = [:]
  private let manifests: [String]

  private static let unfinished = "manifest-unfinished.csv"
  private static let finished = ["manifest.csv", "manifest.json"]

  /// Reads what earlier exports have left in a folder, if it is there.
  init(to path: String) throws {
    folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    if let there = try FileThere.orRefusal(at: folder, following: true), there.kind != .folder {
      throw CommandError("\(safeForPeople(path)) is no folder; choose another name")
    }
    var manifests: [String] = []
    for name in ResultsWriter.finished + [ResultsWriter.unfinished] {
      guard try FileThere.orRefusal(at: "\(folder)/\(name)") != nil else { continue }
      let text = String(decoding: try WholeFile.read("\(folder)/\(name)", maximumBytes: 10_000_000), as: UTF8.self)
      guard let rows = name.hasSuffix("csv") ? Manifest.rows(inCSV: text) : Manifest.rows(inJSON: text) else {
        throw CommandError(
          "\(safeForPeople(folder))/\(name) is no manifest as 'tally export' writes it; choose another folder")
      }
      for row in rows where row.kind == "file" { own[row.name, default: []].insert(row.value) }
      manifests.append(name)
    }
    self.manifests = manifests
  }

  /// Writes the files, and the manifest, whose name and text come last.
  func write(_ files: [ExportedResults.File], manifest: ExportedResults.File) throws {
    let digests = files.map { Digest.hex(of: $0.text) }
    let strangers = try zip(files, digests).compactMap { file, digest in
      try isReplaceable(file.name, by: digest) ? nil : "\(safeForPeople(folder))/\(safeForPeople(file.name))"
    }
    if let first = strangers.first {
      let more = strangers.count > 1 ? " (and \(strangers.count - 1) more)" : ""
      throw CommandError(
        "there is already something else at \(first)\(more): no export of Tally's, or changed since; choose another folder, "
          + "nothing was written")
    }
    do throws(FileTrouble) {
      try makeFolder(folder)
      for name in Set(files.compactMap { file in file.name.lastIndex(of: "/").map { String(file.name[..<$0]) } }) {
        try makeFolder("\(folder)/\(name)")
      }
      var known = own
      for (file, digest) in zip(files, digests) { known[file.name, default: []].insert(digest) }
      try put(ResultsWriter.unfinished, ResultsWriter.table(of: known), isDurable: true)
      // A manifest of what was there before would not be one of what is there in between.
      for name in manifests where name != ResultsWriter.unfinished { removeFile(at: "\(folder)/\(name)") }
      try synchroniseFolder(of: "\(folder)/.")
      for file in files { try put(file.name, file.text, isDurable: false) }
      try takeAwayOld(besides: Set(files.map(\.name)))
      for name in Set(files.map { folderPath(of: "\(folder)/\($0.name)") }) { try synchroniseFolder(of: name + ".") }
      try put(manifest.name, manifest.text, isDurable: true)
      removeFile(at: "\(folder)/\(ResultsWriter.unfinished)")
    } catch {
      throw CommandError(
        "\(safeForPeople(folder)) could not be written (\(error)), and has no manifest; export again when that is mended"
      )
    }
  }

  private func put(_ name: String, _ text: String, isDurable: Bool) throws(FileTrouble) {
    let file = try UnfinishedFile(for: "\(folder)/\(name)", mode: 0o644)
    try file.file.write(text.utf8)
    try file.file.synchronise()
    try file.replace(isDurable: isDurable)
  }

  /// What an earlier export has written and this one has not, unless it was changed.
  private func takeAwayOld(besides names: Set<String>) throws(FileTrouble) {
    for (name, digests) in own where !names.contains(name) {
      if let digest = digest(of: name), digests.contains(digest) { removeFile(at: "\(folder)/\(name)") }
    }
  }

  private func isReplaceable(_ name: String, by new: String) throws -> Bool {
    if let slash = name.lastIndex(of: "/") {
      let inner = try FileThere.orRefusal(at: "\(folder)/\(name[..<slash])")
      if let inner, inner.kind != .folder { return false }
    }
    guard try FileThere.orRefusal(at: "\(folder)/\(name)") != nil else { return true }
    guard let digest = digest(of: name) else { return false }
    return digest == new || own[name]?.contains(digest) == true
  }

  /// The digest of a regular file in the folder.
  private func digest(of name: String) -> String? {
    // No name of a manifest may lead out of the folder.
    guard !name.split(separator: "/", omittingEmptySubsequences: false).contains(where: { $0.isEmpty || $0 == ".." }),
      let there = try? FileThere(at: "\(folder)/\(name)", following: false), there.kind == .regular,
      let bytes = try? bytesOfFile(at: "\(folder)/\(name)", atMost: 1 << 30)
    else { return nil }
    return Digest.hex(of: bytes)
  }

  private static func table(of known: [String: Set<String>]) -> String {
    var table = Table(columns: [
      Table.Column("kind", "Kind"), Table.Column("name", "Name"), Table.Column("value", "Value"),
    ])
    for (name, digests) in known.sorted(by: { $0.key < $1.key }) {
      for digest in digests.sorted() { table.append([.text("file"), .text(name), .text(digest)]) }
    }
    return render(table, as: .csv)
  }
}

extension FileThere {
  /// What is at a path, with a sentence where it cannot be looked at.
  fileprivate static func orRefusal(at path: String, following: Bool = false) throws -> FileThere? {
    do throws(FileTrouble) {
      return try FileThere(at: path, following: following)
    } catch {
      throw CommandError("\(safeForPeople(path)) could not be looked at (\(error)); choose another folder")
    }
  }
}
