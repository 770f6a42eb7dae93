import ArgumentParser
import EventStore

/// `tally merge`.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Take in what another file of the same competition knows: both know all then.",
    discussion: """
      The other may be a competition's file or a log that 'tally log export' wrote; it is left as it is. What is known
      already changes nothing, so merging again, or in another order, is harmless. All or nothing: contradictions are
      reported, all of them at once, and nothing is written.

      EXAMPLE:
        tally merge /media/stick/arena-2.sqlite
        tally merge day-1.jsonl
      """)

  @Argument(
    help: "The other file, or - for a log on standard input.", completion: .file(extensions: ["sqlite", "jsonl"]))
  var other: String
  @Flag(help: "Take it in even where it is of another competition.") var anyway = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let parcel = try Parcel(fileAt: other)
    try Merging(parcel, from: other, anyway: anyway).run(in: official.open(database))
  }
}
