import RefereeConsole
import Scoring
import ScoringTestSupport
import Testing

@Suite struct KeyTests {
  @Test("keys are dealt in the order of the sheet: letters, digits, capitals") func dealt() {
    let keys = KeyMap(coffee)
    #expect(
      coffee.items.indices.map { keys.strokes(forItemAt: $0) } == [
        "j", "a", "b", "c", "d", "e", "", "1", "2", "X", "f", "g", "h",
      ])
  }

  @Test("a rule set's own key is honoured, unless it already means something") func asked() {
    let keys = KeyMap(
      .make([
        .make(.achievement, "one"), .make(.achievement, "two") { $0.key = "a" },
        .make(.achievement, "three") { $0.key = "u" }, .make(.achievement, "four") { $0.key = "a" },
        .make(.penalised, "five") { $0.key = "\u{1B}" },
      ]))
    #expect((0..<5).map { keys.strokes(forItemAt: $0) } == ["b", "a", "c", "d", "1"])
  }

  @Test("however long the sheet, every item has a key of its own, and none is the beginning of another")
  func manyItems() {
    let rules = RuleSet.make(
      (0..<300).map { number in .make(Item.Kind.allCases[number % 7], Item.ID("item-\(number)")) })
    let keys = KeyMap(rules)
    let strokes = rules.items.indices.map { keys.strokes(forItemAt: $0) }
    #expect(Set(strokes).count == 300 && !strokes.contains(""))
    for (position, text) in strokes.enumerated() {
      #expect(keys.position(of: text) == position)
      #expect(text.dropLast().allSatisfy { $0 == ";" } && text.last != ";")
    }
  }

  @Test("drawing sends only the lines that changed, and no attribute where there is no colour") func drawing() {
    var desk = Desk(columns: 80, rows: 24)
    desk.play("enter space")
    let before = desk.screen
    let whole = before.drawing(over: nil, styled: false)
    #expect(whole.contains("\u{1B}[2J") && !whole.contains("\u{1B}[0m") && !whole.contains("\u{1B}[1m"))
    #expect(before.text.filter { !$0.isEmpty }.allSatisfy { whole.contains($0) })
    #expect(before.drawing(over: before, styled: true).isEmpty)
    desk.play("+1s")
    let change = desk.screen.drawing(over: before, styled: true)
    #expect(change.contains("09:59 left"))
    #expect(!change.contains("Bumps into furniture"))
    #expect(change.utf8.count < 400)
  }

  @Test("every style shown is also told in words or signs") func styles() {
    var desk = Desk(columns: 80, rows: 24)
    desk.play("enter space +10s a u u k X")
    let plain = desk.screen.drawing(over: nil, styled: false)
    for words in ["✗", "this disqualifies", ">n  do not"] { #expect(plain.contains(words)) }
  }
}
