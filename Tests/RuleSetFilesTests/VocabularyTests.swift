import Scoring
import Testing

@testable import RuleSetFiles

/// The vocabulary is what the reader reads: a word that the reader never looked at would be accepted and do nothing.
struct VocabularyTests {
  private static let head = "id: a/b\nedition: 1\ntitle: T\ncompetition: C\nranking: [most achievements]\n"
  private static let item = "achievements: [{id: i, title: T, source: house t@}]\n"

  /// Where a shape stands in a file; `@` is where one more of its words goes.
  private static let places: [(shape: Shape, file: String)] = [
    (Vocabulary.item, head + item),
    (Vocabulary.modifier, head + item.replacing("@", with: ", modifiers: [{id: m, title: M@}]")),
    (Vocabulary.level, head + item.replacing("@", with: ", levels: [{id: l@}]")),
    (Vocabulary.tier, head + item.replacing("@", with: ", tiers: [{points: 1@}]")),
    (Vocabulary.percent, head + item.replacing("@", with: ", percent: {each: 1@}")),
    (Vocabulary.factor, head + item.replacing("@", with: ", factor: {each: 2@}")),
    (Vocabulary.window, head + item.replacing("@", with: ", within: {time: 0:30@}")),
    (Vocabulary.falls, head + item.replacing("@", with: ", points: 5, falls: {by: 1, per: restart@}")),
    (Vocabulary.conditionItem, head + item.replacing("@", with: ", needs: {item: i@}")),
    (Vocabulary.group, head + "groups: [{id: g, items: []@}]\n"),
    (Vocabulary.restart, head + "restart: {allowed: 1@}\n"),
    (Vocabulary.total, head + "total: {order: []@}\n".replacing("order: []", with: "floor: 0")),
    (Vocabulary.titledWords, head + "instances: {t: [{id: a@}]}\n"),
    (
      PlanVocabulary.challenge, "name: N\ndays: [2025-01-01]\nchallenges: [{id: c, rules: a/b@}]\n"
    ),
    (
      PlanVocabulary.phase,
      "name: N\ndays: [2025-01-01]\nchallenges: [{id: c, rules: a/b, phases: [{phase: final@}]}]\n"
    ),
    (PlanVocabulary.team, "name: N\ndays: [2025-01-01]\nteams: [{id: t, name: N@}]\nchallenges: []\n"),
  ]

  private func errors(_ file: String) -> Set<String> {
    let isPlan = file.hasPrefix("name:")
    let told = isPlan ? PlanFile.read(text: file, path: "x").1 : RuleSetFile.read(text: file, path: "x").1
    return Set(told.filter { $0.severity == .error }.map { "\($0.message)" })
  }

  @Test("every optional word of every shape is read: nonsense under it is an error")
  func everyWordIsRead() {
    for (shape, file) in Self.places {
      let without = errors(file.replacing("@", with: ""))
      for word in shape.words where !word.isRequired && !file.contains("\(word.name): ") {
        let told = errors(file.replacing("@", with: ", \(word.name): {zz: [{zz: 1}]}"))
        #expect(!told.subtracting(without).isEmpty, "\(shape.name) accepts anything as '\(word.name)'")
      }
    }
  }

  @Test("every optional word of a rule set is read")
  func everyTopWordIsRead() {
    for word in Vocabulary.ruleSet.words where !word.isRequired {
      let told = errors(Self.head + "\(word.name): {ZZ: [{zz: 1}]}\n")
      #expect(told.contains { !$0.hasPrefix("a rule set without items") }, "'\(word.name)' may be anything")
    }
  }

  @Test("the lists of words are those of the core")
  func wordsAreTheCores() {
    #expect(Vocabulary.itemGroups.map(\.kind) == Item.Kind.allCases)
    #expect(Vocabulary.units.allSatisfy { Unit(rawValue: $0) != nil })
    for form in Aggregation.forms {
      let text = form.replacing("N", with: "2")
      #expect(Aggregation(text) != nil && text.wholeMatch(of: try! Regex(Vocabulary.aggregationPattern)) != nil)
    }
    for form in RankingKey.forms {
      let text = form.replacing("ITEM", with: "an-item")
      #expect(RankingKey(text) != nil && text.wholeMatch(of: try! Regex(Vocabulary.rankingPattern)) != nil)
    }
  }
}
