import Foundation
import Testing

@Suite("tally reveal: the ceremony", .serialized)
struct EventCeremonyTests {
  private func frozen() throws -> EventDay {
    var day = try EventDay(at: "09:40")
    day.by("chair")
    try day.must("tally publish --freeze --reason \"until the ceremony\"")
    return day
  }

  @Test("from the last place up, a place a call, teams that share one together; the public board follows")
  func places() throws {
    let day = try frozen()
    #expect(try day.must("tally reveal coffee") == "4  Homer\n")
    let board = try day.must("tally standings --public")
    #expect(board.contains("Places before 4 are still to come."))
    #expect(try day.must("tally reveal coffee") == "3  KCL\n")
    #expect(try day.must("tally reveal coffee") == "=1  LASR\n=1  MK:U\n")
    #expect(try day.must("tally reveal coffee") == "")
    #expect(try day.rows("tally decision list --kind revealed").count == 3)
    #expect(try day.must("tally reveal best --all").split(separator: "\n").count == 4)
  }

  @Test("refused: before the board is held, by others, and for a table that is not there")
  func refused() throws {
    var day = try EventDay()
    day.by("chair")
    try day.refuses("tally reveal coffee", "is not frozen", "tally publish --freeze")
    try day.must("tally publish --freeze")
    try day.refuses("tally reveal cofee", "did you mean 'coffee'?")
    try day.refuses("tally reveal door", "'door' has no ranked team yet")
    day.by("R1")
    try day.refuses("tally reveal coffee", "the organiser opens the results (chair)")
  }

  @Test("on a terminal Enter opens the next place; killed in the middle it goes on where it was")
  func terminal() throws {
    let day = try frozen()
    let terminal = try Tmux(day.command)
    let reveal = "clear; \(Command.binary.path) reveal coffee --official chair; echo left $?"
    try terminal.type(reveal)
    terminal.wait(for: "Enter opens the next place")
    terminal.press("Enter")
    terminal.wait(for: "4  Homer")
    kill(try #require(terminal.console), SIGKILL)
    terminal.wait(for: "left 137")
    // The new screen, not what the killed one has left.
    try terminal.type(reveal.replacing("clear;", with: "clear; echo $((2 * 111));"))
    terminal.wait(for: "222")
    terminal.wait(for: "Enter opens the next place")
    terminal.press("Enter")
    let shown = terminal.wait(for: "3  KCL")
    #expect(!shown.contains("Homer"), "what was opened is not opened again")
    // Somebody else opens the last place meanwhile.
    #expect(try day.must("tally reveal coffee").contains("=1  LASR"))
    terminal.press("Enter")
    terminal.wait(for: "left 0")
    #expect(try day.rows("tally decision list --kind revealed").count == 3, "no place is opened twice")
    #expect(!(try day.must("tally standings --public").contains("still to come")))
  }

  @Test("q stops, and nothing more is opened")
  func stops() throws {
    let day = try frozen()
    let terminal = try Tmux(day.command)
    try terminal.type("\(Command.binary.path) reveal coffee --official chair; echo left $?")
    terminal.wait(for: "Enter opens the next place")
    terminal.press("q", "Enter")
    terminal.wait(for: "left 0")
    #expect(try day.rows("tally decision list --kind revealed").isEmpty)
  }
}
