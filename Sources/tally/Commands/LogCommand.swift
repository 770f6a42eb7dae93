import ArgumentParser
import EventStore
import LogFiles
import Reports
import Scoring

/// `tally log …`.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Take the whole log out and in, as JSON lines.",
    discussion: "EXAMPLE:\n  tally log export -o day-1.jsonl", subcommands: [LogExport.self, LogImport.self])
}

/// `tally log export`.
struct LogExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write everything that was recorded, a JSON object a line.",
    discussion: """
      Rule sets, decisions, runs and entries: another file that imports it knows what this one knows.

      EXAMPLE:
        tally log export -o day-1.jsonl
      """)

  @Option(
    name: [.customShort("o"), .customLong("output")], help: "The file (default: the screen).", completion: .file())
  var output: String?
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let parcel = try database.openForReading().read { try $0.parcel() }
    var lines: [LogLine] = parcel.ruleSets.map { .ruleSet($0.reference, text: $0.text) }
    lines += parcel.decisions.map { .decision($0) }
    let entries = Dictionary(grouping: parcel.entries, by: \.run)
    for run in parcel.runs {
      lines.append(.run(run))
      lines += (entries[run.run.id] ?? []).map { .entry($0) }
    }
    let text = lines.map { $0.json + "\n" }.joined()
    if let output, output != "-" { try WholeFile.write(text, to: output) } else { Process.answer(text) }
  }
}

/// `tally log import`.
struct LogImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take in what another file exported; what is known already changes nothing.",
    discussion: """
      All or nothing: a broken line or a contradiction is reported, all of them at once, and nothing is written.

      EXAMPLE:
        tally log import day-1.jsonl
      """)

  @Argument(help: "The file, or - for standard input.", completion: .file(extensions: ["jsonl"])) var file: String
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let parcel = try LogImport.parcel(of: file)
    let new = try official.open(database).write { try $0.record(parcel) }
    let known = parcel.count - new.ruleSets - new.decisions - new.runs - new.entries
    Process.answer(
      "new: \(new.ruleSets) rule sets, \(new.decisions) decisions, \(new.runs) runs, \(new.entries) entries; "
        + "known already: \(known)\n")
  }

  /// The content of a log file; every broken line is named.
  static func parcel(of file: String) throws -> Parcel {
    let bytes = try WholeFile.read(file, maximumBytes: 1_000_000_000)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandError("\(file) is not UTF-8 text; it cannot be an exported log")
    }
    let (lines, errors) = LogLine.read(text)
    guard errors.isEmpty else {
      throw CommandError(
        "nothing was imported:\n" + errors.map { safeForPeople("\(file):\($0)") }.joined(separator: "\n"))
    }
    return Parcel(lines, source: "imported: \(file)")
  }
}

extension Parcel {
  /// How many lines a log of it has.
  var count: Int { ruleSets.count + decisions.count + runs.count + entries.count }

  /// The lines of a log as what a store takes in.
  init(_ lines: [LogLine], source: String) {
    self.init()
    for line in lines {
      switch line {
      case .ruleSet(let reference, let text): ruleSets.append(RuleSetDocument(reference, text: text, source: source))
      case .decision(let decision): decisions.append(decision)
      case .run(let run): runs.append(run)
      case .entry(let entry): entries.append(entry)
      }
    }
  }
}
