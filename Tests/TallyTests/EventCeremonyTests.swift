import Foundation
import Testing

@Suite("tally board reveal: the ceremony", .serialized)
struct EventCeremonyTests {
  private func frozen() throws -> EventDay {
    var day = try EventDay(at: "09:40")
    day.by("chair")
    try day.must("tally board freeze --reason \"until the ceremony\"")
    return day
  }

  /// Whether a table shows this team with a place; 'no run yet' tells nobody anything.
  private func places(_ team: String, on board: String) throws -> Bool {
    let placed = try Regex("^ *=?[0-9]+  +\(team)")
    return board.split(separator: "\n").contains { $0.contains(placed) }
  }

  @Test("from the last place up, a place a call, teams that share one together; the public board follows")
  func places() throws {
    let day = try frozen()
    #expect(try day.must("tally board reveal coffee") == "4  Homer · 0 points, 0 penalised\n")
    let board = try day.must("tally standings --public")
    #expect(board.contains("Places before 4 are still to come."))
    #expect(try !places("LASR", on: board) && board.contains("Not shown until it is revealed: Best team."), "\(board)")
    #expect(board.components(separatedBy: "\nKeys\n").count == 2, "one table of a name")
    #expect(
      try day.must("tally board reveal coffee")
        == "3  KCL · 2 points, 1 penalised · most points: 2 against 0 of homer\n")
    let first = try day.must("tally board reveal coffee")
    #expect(first.contains("=1  LASR · 6 points, 0 penalised") && first.contains("=1  MK:U"))
    #expect(try day.must("tally board reveal coffee") == "")
    #expect(try day.rows("tally decision list --kind revealed").count == 3)
    #expect(try day.must("tally board reveal best --all").split(separator: "\n").count == 4)
  }

  @Test("refused: before the board is held, by others, and for a table that is not there")
  func refused() throws {
    var day = try EventDay()
    day.by("chair")
    try day.refuses("tally board reveal coffee", "is not frozen", "tally board freeze")
    try day.must("tally board freeze")
    try day.refuses("tally board reveal cofee", "did you mean 'coffee'?")
    try day.refuses("tally board reveal door", "'door' has no ranked team yet")
    day.by("R1")
    try day.refuses("tally board reveal coffee", "the organiser opens the results (chair)")
  }

  @Test("held when everything is over, the board tells no result; and never says that it is live")
  func over() throws {
    var day = try EventDay(at: "12:00")
    for team in ["lasr", "mku"] { try day.play(team, alphas: 2, phase: "final") }
    try day.dropRest()
    day.by("chair")
    let frozen = try day.command.run(line: "tally board freeze --reason x")
    #expect(frozen.err.contains("all runs are held of Best team, Keys · result"), "\(frozen.err)")
    let board = try day.must("tally standings --public")
    #expect(board.contains("Not shown until it is revealed: ") && board.contains("Best team"))
    for team in ["LASR", "KCL"] { #expect(try !places(team, on: board), "\(board)") }
    #expect(!board.contains("live"))
    try day.must("tally board reveal best --all")
    let told = try day.must("tally standings --public")
    #expect(told.components(separatedBy: "\nBest team\n").count == 2 && told.contains("LASR (lasr)"))
    #expect(!told.contains("3:00") && !told.contains("Keys · result"), "what it follows from waits for its own reveal")
  }

  @Test(
    "held before the finals, it shows what stood; what is being revealed is there once, and what it follows from not at all"
  )
  func beforeTheFinals() throws {
    let day = try frozen()
    let held = try day.must("tally standings --public")
    #expect(held.contains("LASR (lasr)") && held.contains("Best team") && !held.contains("Not shown"))
    try day.must("tally board reveal best")
    let board = try day.must("tally standings --public")
    #expect(try board.contains("Places before 4 are still to come.") && !places("LASR", on: board))
    #expect(board.contains("Not shown until it is revealed: Keys."))
  }

  private func stage(_ day: EventDay) throws -> Tmux {
    let terminal = try Tmux(day.command)
    try terminal.type("clear; \(Command.binary.path) reveal coffee --official chair; echo left $?")
    terminal.wait(for: "Enter opens the next place")
    return terminal
  }

  @Test("on a terminal Enter opens the next place, with value and reason; killed in the middle it goes on where it was")
  func terminal() throws {
    let day = try frozen()
    let terminal = try stage(day)
    #expect(try !places("Homer", on: day.must("tally standings --public")), "announced: off the board at once")
    terminal.press("Enter")
    terminal.wait(for: "4  Homer")
    kill(try #require(terminal.console), SIGKILL)
    terminal.wait(for: "left 137")
    let again = try stage(day)
    #expect(again.wait(for: "4  Homer").contains("Keys"), "what is open stays on the stage, under its title")
    again.press("Enter")
    again.wait(for: "most points: 2 against 0 of homer")
    // Somebody else opens the last place meanwhile.
    #expect(try day.must("tally board reveal coffee").contains("=1  LASR"))
    again.wait(for: "=1  LASR")
    again.press("q")
    again.wait(for: "left 0")
    #expect(!(try day.must("tally standings --public").contains("still to come")))
  }

  @Test("Backspace takes a place back, q leaves at once, and a line typed in error opens nothing")
  func keys() throws {
    let day = try frozen()
    let terminal = try stage(day)
    terminal.press("Enter")
    terminal.wait(for: "4  Homer")
    terminal.press("BSpace")
    for _ in 1...100 where try places("Homer", on: day.must("tally standings --public")) { usleep(50_000) }
    #expect(!(try day.must("tally standings --public").contains("4  Homer")))
    try terminal.type("x clear; tally board reveal coffee")
    // What comes at once with a line is part of it.
    usleep(500_000)
    terminal.press("q")
    terminal.wait(for: "left 0")
    #expect(
      try day.rows("tally decision list --kind revealed").filter { $0["retracted_by"] == "" }.count == 1,
      "the announcement")
  }
}
