import EventStore
import Files
import Operations
import Reports
import RuleSetFiles
import Scoring

// What operations are given of the disk: they ask for bytes, and the command reads them.

extension RuleSets {
  /// A rule set by the name people type: a shipped id, or the path of a file.
  static func find(_ name: String, besides plan: String? = nil) throws -> (RuleSet, RuleSetDocument) {
    try find(name, besides: plan) { try WholeFile.read($0, maximumBytes: 1_000_000) }
  }
}

extension LoadedPlan {
  /// Reads a plan; without an error there is one. All findings come at once.
  static func check(_ path: String) throws -> (plan: LoadedPlan?, diagnostics: [Diagnostic], text: String) {
    try check(path, telling: why) { try WholeFile.read($0, maximumBytes: 1_000_000) }
  }

  private static func why(_ error: any Error) -> String? {
    switch error {
    // A whole list of findings has a command of its own.
    case RuleSets.Refusal.faulty(let name, _, _): "the rules '\(name)' have errors; 'tally rules check' shows them"
    default: Failure(error)?.sentence
    }
  }

  /// Reads a plan that is to be used: findings go to people, errors stop.
  init(_ path: String, otherwise: String) throws {
    let (plan, diagnostics, text) = try LoadedPlan.check(path)
    if !diagnostics.isEmpty { Process.tell(diagnostics.rendered(in: text)) }
    guard let plan else { throw CommandError("\(path) has errors; \(otherwise)") }
    self = plan
  }
}

extension PublishedEditions {
  /// Asks the competition's file too, if there is one.
  init(_ database: DatabaseOptions) throws {
    try self.init(WholeFile.exists(database.path) ? database.openForReading() : nil)
  }
}

extension ResultsFolder {
  /// Reads a folder; it must have a manifest.
  init(at path: String) throws {
    func bytes(_ name: String) throws -> [UInt8] {
      try WholeFile.read("\(path)/\(name)", maximumBytes: 1_000_000_000)
    }
    var rows: [(kind: String, name: String, value: String)] = []
    var manifests: [String] = []
    for name in ["manifest.csv", "manifest.json"] where WholeFile.exists("\(path)/\(name)") {
      let text = String(decoding: try bytes(name), as: UTF8.self)
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
    do throws(FileTrouble) {
      for name in try filesBelow(path) where !manifests.contains(name) {
        // What is no file, a pipe or a link to nowhere, has no content that could be the right one.
        let isFile = try FileThere(at: "\(path)/\(name)")?.kind == .regular
        digests[name] = isFile ? Digest.hex(of: try bytesOfFile(at: "\(path)/\(name)", atMost: 1 << 30)) : ""
      }
    } catch {
      throw CommandError("\(path) could not be read (\(error))")
    }
    self.init(path: path, rows: rows, digests: digests)
  }
}
