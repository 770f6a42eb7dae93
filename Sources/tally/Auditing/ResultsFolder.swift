import Foundation
import Reports

/// A folder that 'tally export' wrote, as it is now: what its manifest says, and the digests of the files there.
struct ResultsFolder {
  let path: String
  /// The rows of its manifests: what, its name, its value.
  let rows: [(kind: String, name: String, value: String)]
  /// The digest of every file that is there, manifests aside, by its path inside the folder.
  let digests: [String: String]

  /// Reads a folder; it must have a manifest.
  init(at path: String) throws {
    self.path = path
    let top = URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath()
    var rows: [(kind: String, name: String, value: String)] = []
    var manifests: [String] = []
    for name in ["manifest.csv", "manifest.json"] where WholeFile.exists(top.appending(path: name).path) {
      let text = String(decoding: try ResultsFolder.bytes(top, name), as: UTF8.self)
      guard let known = name.hasSuffix("csv") ? Manifest.rows(inCSV: text) : Manifest.rows(inJSON: text) else {
        throw CommandError("\(path)/\(name) is no manifest as 'tally export' writes it; export again into a new folder")
      }
      rows += known
      manifests.append(name)
    }
    guard !manifests.isEmpty else {
      throw CommandError("there is no manifest in \(path); name a folder that 'tally export' has written")
    }
    var digests: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: top.path) where !manifests.contains(name) {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: top.appending(path: name).path, isDirectory: &isFolder)
      if !isFolder.boolValue { digests[name] = Digest.hex(of: try ResultsFolder.bytes(top, name)) }
    }
    self.rows = rows
    self.digests = digests
  }

  private static func bytes(_ folder: URL, _ name: String) throws -> [UInt8] {
    try WholeFile.read(folder.appending(path: name).path, maximumBytes: 1_000_000_000)
  }

  /// The values of a kind of row.
  func values(_ kind: String) -> [String] { rows.filter { $0.kind == kind }.map(\.value) }
}
