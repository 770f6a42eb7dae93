import ScoringTestSupport
import Testing

@testable import Scoring

/// What is done more quickly comes to the same.
@Suite("Short ways to a log")
struct QuickLogTests {
  private func same(_ a: RunLog, _ b: RunLog, _ seed: UInt64) {
    #expect(a.entries == b.entries, "seed \(seed)")
    #expect(a.standing == b.standing, "seed \(seed)")
    #expect(a.inFieldOrder == b.inFieldOrder, "seed \(seed)")
    #expect(a.state == b.state, "seed \(seed)")
    #expect(Score(of: a) == Score(of: b), "seed \(seed)")
    for entry in a.entries {
      #expect(a.entry(entry.id) == b.entry(entry.id), "seed \(seed)")
      #expect(a.retraction(of: entry.id) == b.retraction(of: entry.id), "seed \(seed)")
    }
    #expect(a.entry("nobody's") == nil && b.entry("nobody's") == nil)
  }

  @Test("a log of entries that are known to be new is the log that looks for each of them")
  func new() throws {
    for seed in 1...150 as ClosedRange<UInt64> {
      var chance = SeededCompetition(seed: seed)
      let rules = CompiledRules(chance.ruleSet())
      // Long ones too: from some length on they are indexed.
      let entries = chance.shuffled(chance.nonsense(seed % 5 == 0 ? 420 : 30, under: rules))
      var quick = chance.emptyLog(under: rules)
      for entry in entries { quick.recordNew(entry) }
      let plain = RunLog(quick.run, under: rules, recording: entries)
      same(quick, plain, seed)
      // What comes afterwards may be known already, whichever way the others came.
      var (first, second) = (quick, plain)
      for entry in entries.prefix(3) + chance.nonsense(40, under: rules) {
        first.record(entry)
        second.record(entry)
      }
      same(first, second, seed)
    }
  }

  @Test("a log under other rules is the log that was told under them")
  func rescored() {
    var different = 0
    for seed in 1...150 as ClosedRange<UInt64> {
      var chance = SeededCompetition(seed: seed)
      let (rules, others) = (CompiledRules(chance.ruleSet()), CompiledRules(chance.ruleSet()))
      let log = RunLog(
        chance.emptyLog(under: rules).run, under: rules, recording: chance.shuffled(chance.nonsense(40, under: others)))
      let again = log.rescored(under: others)
      same(again, RunLog(log.run, under: others, recording: log.entries), seed)
      #expect(again.rules === others)
      if Score(of: log).total != Score(of: again).total { different += 1 }
    }
    #expect(different > 30, "the rules make a difference: \(different)")
  }

  @Test("a name is found where it stands, the first of two, and no other name is")
  func names() {
    for count in [0, 1, 2, 3, 40, 500] {
      let names = (0..<count).map { Item.ID("item-\($0)") }
      let table = NameTable(names + names.reversed())
      for (position, name) in names.enumerated() { #expect(table[name] == position) }
      for other in ["", "item", "item-", "item-500", "Item-1", "item-1 ", "item-01", "é", "e\u{301}"] {
        #expect(table[Item.ID(other)] == nil, "\(other)")
      }
    }
    let accented = NameTable<Item>(["e\u{301}", "é"])
    #expect(accented["é"] == 1, "two spellings are two names")
  }

  @Test("texts are the same if their bytes are")
  func bytes() {
    let texts = [
      "", "a", "abcdefgh", "abcdefgi", "abcdefghi", "abcdefghj", "é", "e\u{301}", "a text of some length", "\u{0}",
    ]
    for a in texts {
      for b in texts {
        #expect(haveSameBytes(a, b) == (Array(a.utf8) == Array(b.utf8)), "\(a) \(b)")
        #expect((Item.ID(a) == Item.ID(b)) == (Array(a.utf8) == Array(b.utf8)), "\(a) \(b)")
      }
    }
  }
}
