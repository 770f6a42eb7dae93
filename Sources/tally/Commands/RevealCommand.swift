import ArgumentParser
import EventStore
import Operations
import Reports
import Scoring
import Text

/// `tally reveal`: the ceremony.
struct RevealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reveal", abstract: "Open a frozen table from the last place up, a place at a time.",
    discussion: """
      On a terminal Enter opens the next place and q stops; what was opened is recorded, so a ceremony that was
      interrupted goes on where it was, and 'tally standings --public' follows. Elsewhere one place is opened a call.

      EXAMPLE:
        tally publish --freeze --reason "until the ceremony"
        tally reveal coffee
      """)

  @Argument(help: "The challenge, or an overall table.") var table: String
  @Flag(help: "All places at once, from the last up.") var all = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let name = try official.name()
    let store = try official.open(database)
    let situation = try Situation(store)
    try situation.competition.require(name, .organiser, to: "opens the results")
    let ceremony = try Ceremony(of: table, in: situation)
    guard try ceremony.next(in: situation.competition) != nil else {
      return Process.tell("all of '\(table)' has been opened")
    }
    let isOnTerminal = Process.isTerminal(0)
    while try ceremony.next(in: Situation(store).competition) != nil {
      if !all, isOnTerminal, !ceremony.waitsForEnter() { return }
      // Opened on the disk before it is on the screen: the public board never lags behind the hall. And looked up
      // where it is written: somebody else may be opening the same table.
      let now = try Process.now()
      let opened = try store.write { writer in
        let next = try ceremony.next(in: writer.reader.competition())
        if let next { try writer.decide([.revealed(ceremony.table, fromPlace: next.place)], by: name, recordedAt: now) }
        return next
      }
      Process.answer((opened?.lines ?? []).map { safeForPeople($0) + "\n" }.joined())
      if !all, !isOnTerminal { return }
    }
  }
}

/// A table on its way to being opened.
struct Ceremony {
  let table: Tie.Place
  private let places: [(place: Int, lines: [String])]

  /// The table by the name people type.
  init(of name: String, in situation: Situation) throws {
    let competition = situation.competition
    let table: Tie.Place
    if competition.overall(Overall.ID(name)) != nil {
      table = .overall(Overall.ID(name))
    } else if competition.challenge(Challenge.ID(name)) != nil {
      table = .challenge(Challenge.ID(name))
    } else {
      throw unknown(
        "challenge or table", name, competition.challenges.map(\.id.text) + competition.overalls.map(\.id.text),
        "tally challenge list")
    }
    self.table = table
    let teams = situation.board().positions(in: table)
    var places: [Int: [String]] = [:]
    for (team, position) in teams {
      guard let rank = position.rank else { continue }
      let known = competition.team(team)
      let from = known.flatMap { $0.affiliation.isEmpty ? nil : ", \($0.affiliation)" } ?? ""
      places[rank, default: []].append("\(position.text)  \(known?.name ?? team.text)\(from)")
    }
    if places.isEmpty { throw CommandError("'\(name)' has no ranked team yet") }
    self.places = places.map { ($0.key, $0.value) }.sorted { $0.place > $1.place }
  }

  /// The next place to open, from the last up; `nil`: all have been.
  func next(in competition: Competition) throws -> (place: Int, lines: [String])? {
    guard competition.frozenAt != nil else {
      throw CommandError("the public board is not frozen; 'tally publish --freeze' holds it for a ceremony")
    }
    let opened = competition.revealed[table] ?? .max
    return places.first { $0.place < opened }
  }

  /// Waits for Enter; `false`: stop.
  func waitsForEnter() -> Bool {
    Process.tell("Enter opens the next place, q stops")
    guard let line = readLine() else { return false }
    return line != "q"
  }
}
