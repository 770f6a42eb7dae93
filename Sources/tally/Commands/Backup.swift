import ArgumentParser
import EventStore

/// `tally backup`.
struct Backup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the competition to another file and check the copy. Restoring is opening it.",
    discussion: "EXAMPLE:\n  tally backup /media/stick/tally-1400.sqlite")

  @Argument(help: "The new file.", completion: .file()) var file: String
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try database.openForReading().backup(to: file)
    Process.answer("\(file)\n")
  }
}
