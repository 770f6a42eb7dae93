import ArgumentParser
import EventStore
import LogFiles
import Operations
import Reports
import Scoring

/// `tally log …`.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Take the whole log out, as JSON lines; 'tally merge' takes it in.",
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

/// `tally log import`, as taking in a log was called before.
struct LogImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: Merge.configuration.abstract,
    discussion: "EXAMPLE:\n  tally log import day-1.jsonl", shouldDisplay: false)

  @OptionGroup var merge: Merge

  func run() throws {
    Process.tellNewName(of: "log import", is: "merge")
    try merge.run()
  }
}
