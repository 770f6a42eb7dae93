import ArgumentParser
import EventStore
import Reports
import Scoring

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
    guard situation.competition.frozenAt != nil else {
      throw CommandError("the public board is not frozen; 'tally publish --freeze' holds it for a ceremony")
    }
    try situation.competition.require(name, .organiser, to: "opens the results")
    let ceremony = try Ceremony(of: table, in: situation)
    var place = situation.competition.revealed[ceremony.table] ?? Int.max
    if place == 1 { return Process.tell("all of '\(table)' has been opened") }
    while let next = ceremony.next(before: place) {
      if !all, Process.isTerminal(0), !ceremony.waitsForEnter() { return }
      // Opened on the disk before it is on the screen: the public board never lags behind the hall.
      let (now, recorded) = (try Process.now(), Decision.Ruling.revealed(ceremony.table, fromPlace: next.place))
      try store.write { try $0.decide([recorded], by: name, recordedAt: now) }
      Process.answer(next.lines.map { safeForPeople($0) + "\n" }.joined())
      place = next.place
      if !all, !Process.isTerminal(0) { return }
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
    let teams = situation.board().positions.first { $0.table == table }?.teams ?? []
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

  /// The next place to open, from the last up.
  func next(before place: Int) -> (place: Int, lines: [String])? { places.first { $0.place < place } }

  /// Waits for Enter; `false`: stop.
  func waitsForEnter() -> Bool {
    Process.tell("Enter opens the next place, q stops")
    guard let line = readLine() else { return false }
    return line != "q"
  }
}
