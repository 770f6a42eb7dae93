import Foundation
import RuleSetFiles
import Scoring
import Testing

/// What a plan decides.
struct PlanRulingsTests {
  private static let rules = PlanRules(
    RuleSet(id: "a/b", title: "The rules' title"), RuleSetReference(id: "a/b", edition: 1, digest: "d"))

  private func read(_ text: String) throws -> Plan {
    let (plan, found) = PlanFile.read(text: text, path: "competition.yaml")
    #expect(found.areHarmless, "\(found.rendered(in: text))")
    return try #require(plan)
  }
  private func rulings(_ plan: Plan) -> [Decision.Ruling] {
    plan.rulings(under: Dictionary(uniqueKeysWithValues: plan.challenges.map { ($0.id, Self.rules) }))
  }

  @Test("a plan of names, days, teams and challenges decides what such plans always did, in the same order")
  func plain() throws {
    let plan = try read(
      """
      name: A morning
      days: [2025-09-23]
      teams:
        - {id: lasr, name: LASR, affiliation: London}
        - {id: homer, name: homer}
      challenges:
        - {id: coffee, rules: scrc-2025/coffee-shop-orders}
        - {id: door, title: Door, rules: ./door.yaml, teams: [homer], phases: [{phase: final}, {phase: trials, runs: 2}]}
      """)
    #expect(
      rulings(plan) == [
        .named("A morning", days: ["2025-09-23"]), .enteredTeam("lasr", name: "LASR", affiliation: "London"),
        .enteredTeam("homer", name: "homer", affiliation: ""),
        .heldChallenge("coffee", title: "The rules' title", rules: Self.rules.reference),
        .plannedPhase("coffee", PhasePlan(phase: .trials)), .enteredChallenge("lasr", "coffee"),
        .enteredChallenge("homer", "coffee"), .heldChallenge("door", title: "Door", rules: Self.rules.reference),
        .plannedPhase("door", PhasePlan(phase: .final)), .plannedPhase("door", PhasePlan(phase: .trials, runs: 2)),
        .enteredChallenge("homer", "door"),
      ])
  }

  @Test("every word of the format is read into a ruling")
  func everything() throws {
    let text = String(
      decoding: try bytes(of: packageFolder.appending(path: "fixtures/plans/everything/competition.yaml")),
      as: UTF8.self)
    for word in try planWords() { #expect(text.contains("\(word):"), "the fixture has no '\(word)'") }
    let all = rulings(try read(text))
    #expect(
      all.prefix(12) == [
        .named("Everything at once", days: ["2026-09-22", "2026-09-23"]),
        .locatedAt(venue: "Town hall", timeZone: "Europe/London"), .allowedProtests(within: .at(30)),
        .preparedArena(Arena(id: "shop", title: "The coffee shop", challenges: ["coffee", "packing"])),
        .preparedArena(Arena(id: "field", title: "The field")),
        .appointed(Official(name: "Ada", duties: [.organiser, .jury])),
        .appointed(Official(name: "Zoë: R2", duties: [.referee, .assistant])),
        .formedDivision(Division(id: "university", title: "Universities")),
        .formedDivision(Division(id: "newcomer", title: "Newcomers")),
        .enteredTeam("lasr", name: "LASR", affiliation: "King's College London"),
        .grouped("lasr", in: ["university"]), .enteredTeam("homer", name: "homer@UniKoblenz", affiliation: ""),
      ])
    #expect(
      all.contains(
        .plannedPhase(
          "coffee",
          PhasePlan(
            phase: .final, runs: 1, qualification: Qualification("2, 3 from 9, 4 from 15, and within 2.5 of the last"),
            qualifiedFrom: "stages", finalRule: .decidesFirst(2), slotLength: .at(15)))))
    #expect(
      all.contains(
        .plannedPhase(
          "packing",
          PhasePlan(
            phase: .final, qualification: Qualification(.share(50, atLeast: 1, atMost: 6)), finalRule: .adds))))
    #expect(
      Array(all.suffix(9)) == [
        .plannedOverall(Overall(id: "stages", title: "Stages")),
        .plannedPart(
          "stages",
          Overall.Part(
            title: "Trials", challenges: ["coffee", "packing"], source: .trials, value: .normalisedAchievements(50),
            combination: .mean)),
        .plannedOverall(
          Overall(
            id: "best-team", title: "Best team", division: "university",
            rounding: Rounding(to: Points(1, over: 2), .halfEven), ties: [.places, .part(1)])),
        .plannedPart(
          "best-team",
          Overall.Part(
            title: "Stages", value: .normalisedPoints(100), combination: .sumOfBest(2), normalised: 100,
            weight: Points(5, over: 8), zeroBestIsFull: true)),
        .plannedPart(
          "best-team",
          Overall.Part(
            title: "Finals", challenges: ["coffee"], source: .final, value: .league([10, 8, 6, Points(9, over: 2)]),
            normalised: 50, weight: Points(3, over: 8))),
        .plannedOverall(Overall(id: "medals", title: "Medals", order: .medals)),
        .plannedPart("medals", Overall.Part(title: "All")),
        .plannedAward(Award(id: "newcomer", title: "Best newcomer", rule: .best(of: "best-team", in: "newcomer"))),
        .plannedAward(
          Award(id: "grasping", title: "Grasping", rule: .skill(tag: "manipulation", percent: 75, except: "medals"))),
      ])
  }

  @Test("a competition's plan is written, read and written again as the same text")
  func roundTrip() throws {
    let text = String(
      decoding: try bytes(of: packageFolder.appending(path: "fixtures/plans/everything/competition.yaml")),
      as: UTF8.self)
    let competition = Competition(decided: rulings(try read(text)))
    let written = PlanText.text(of: competition) { "\($0.id)" }
    let again = Competition(decided: rulings(try read(written)))
    #expect(PlanText.text(of: again) { "\($0.id)" } == written)
    #expect(again.overalls == competition.overalls && again.awards == competition.awards)
    #expect(again.teams == competition.teams && again.challenges == competition.challenges)
    #expect(again.divisionsOfTeam == competition.divisionsOfTeam && again.entered == competition.entered)
    #expect(again.officials == competition.officials && again.arenas == competition.arenas)
  }

  @Test(
    "names that YAML takes for something else come through",
    arguments: [
      "no", "null", "1:30", "0x1F", "- dash", "a: b", "#1", "\"quoted\"", "it's", "{brace}", "*star", "&and", "!bang",
      "%", "@",
      "back\\slash", "日本チーム 🤖", "a, b", "2026-09-23", "x", " lead", "=1+1", "[list]", "true", "1e3", "C3PO", "R2-D2.",
    ])
  func names(_ name: String) throws {
    let competition = Competition(decided: [
      .named(name, days: ["2026-09-23"]), .locatedAt(venue: name, timeZone: ""),
      .enteredTeam("t", name: name, affiliation: name), .heldChallenge("c", title: name, rules: Self.rules.reference),
      .appointed(Official(name: name, duties: [.jury])),
    ])
    let plan = try read(PlanText.text(of: competition) { "\($0.id)" })
    // Names of teams and people are kept without what nobody sees around them.
    let kept = name.asName
    #expect(plan.name == name && plan.venue == name && plan.teams == [Team(id: "t", name: kept, affiliation: kept)])
    #expect(plan.challenges[0].title == name && plan.officials[0].name == kept)
  }
}
