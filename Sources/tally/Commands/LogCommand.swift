import ArgumentParser
import EventStore
import LogFiles
import Operations
import Reports
import Scoring

/// `tally log …`.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Take the whole log out and in, as JSON lines.",
    discussion: "EXAMPLE:\n  tally log export -o day-1.jsonl", subcommands: [LogExport.self, LogImport.self])
}

/// `tally log export`.
struct LogExport: ParsableCommand, WritesFile {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write everything that was recorded, a JSON object a line.",
    discussion: """
      Whose log it is, rule sets, decisions, runs and entries: another file that imports it knows what this one knows.
      Files that know the same give the same bytes, whatever arrived where and when. A log that is there already is
      replaced only by one that has all of it.

      EXAMPLE:
        tally log export -o day-1.jsonl
      """)

  @Option(
    name: [.customShort("o"), .customLong("output")], help: "The file (default: the screen).", completion: .file())
  var output: String?
  @OptionGroup var database: DatabaseOptions

  var answerFile: AnswerFile? { .named(output, as: .log) }

  func run() throws {
    let parcel = try database.openForReading().read { try $0.parcel() }
    let text = parcel.exportedLines().map { $0.json + "\n" }.joined()
    if let answerFile { try answerFile.write(text) } else { Process.answer(text) }
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
  @Flag(help: "Take it in even where it is the log of another competition.") var anyway = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let parcel = try Parcel(logAt: file)
    try Merging(parcel, from: file, anyway: anyway).run(in: official.open(database))
  }
}
