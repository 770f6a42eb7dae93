import ArgumentParser
import EventStore
import Operations
import Reports
import Scoring
import Text

/// `tally backup`.
struct Backup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the competition to another file and audit the copy. Restoring is opening it.",
    discussion: """
      With --every and --to it goes on until Ctrl-C: a file named after the time whenever something was recorded. --keep
      takes away the oldest of those that this command has made, and never anything else.

      EXAMPLE:
        tally backup /media/stick/tally-1400.sqlite
        tally backup --every 60s --to /media/stick --keep 100
      """)

  @Argument(help: "The new file.", completion: .file()) var file: String?
  @Option(help: "How often: 30s, 5m, 1h.") var every: IntervalArgument?
  @Option(name: .customLong("to"), help: "The folder for backups by time.", completion: .directory) var folder: String?
  @Option(help: "How many backups by time to keep (default: all).") var keep: Int?
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if file != nil, every != nil || folder != nil || keep != nil {
      throw ValidationError("name a file, or a folder with --every and --to")
    }
    if file == nil, every == nil || folder == nil {
      throw ValidationError("name the new file, or say --every and --to")
    }
    if let keep, keep < 1 { throw ValidationError("--keep needs 1 or more") }
  }

  func run() throws {
    if let file {
      let copy = try VerifiedBackup(of: database.openForReading(), at: file)
      Process.keep("\(file) was written")
      Process.answer("\(safeForPeople(file))\n")
      if let warning = copy.warning {
        Process.tell("warning: \(safeForPeople(warning))")
        throw ExitCode(1)
      }
    } else if let every, let folder {
      let followed = try database.follow()
      try WholeFile.makeFolder(folder)
      RepeatedBackup(of: followed, to: folder, keeping: keep).run(every: every.milliseconds)
    }
  }
}

extension VerifiedBackup {
  /// What the audit of the copy found; `nil`: nothing.
  var warning: String? {
    findings.first.map {
      "the copy is true, and the audit finds in it what it would find in the original: \($0)"
        + (findings.count > 1 ? " (\(findings.count - 1) more; 'tally audit' names them)" : "")
    }
  }
}

/// How often: `30s`, `5m`, `1h`.
struct IntervalArgument: ExpressibleByArgument {
  var milliseconds: Int

  init?(argument: String) {
    let seconds = ["s": 1, "m": 60, "h": 3600]
    guard let unit = argument.last.flatMap({ seconds[String($0)] }), let count = Int(argument.dropLast()),
      (1...86_400).contains(count), argument.dropLast().allSatisfy(\.isWholeNumber)
    else { return nil }
    milliseconds = count * unit * 1000
  }
}
