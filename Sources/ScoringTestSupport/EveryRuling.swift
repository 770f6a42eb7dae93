public import Scoring

/// One ruling of every kind that came after the first eight, with texts that try to break out.
public func rulingsOfLaterKinds(_ hostile: String, rules: RuleSetReference) -> [Decision.Ruling] {
  let heads = Heads("desk:2:1 o%20ffice:0:12")!
  return [
    .plannedPhase(
      "coffee",
      PhasePlan(
        phase: .final, qualification: Qualification("best 2, and within 1.5 of the last"), qualifiedFrom: "stages",
        finalRule: .decidesFirst(2), slotLength: .at(15))),
    .plannedPhase("coffee", PhasePlan(phase: .final, qualification: Qualification("3, 4 from 9, 5 from 15"))),
    .locatedAt(venue: hostile, timeZone: "Europe/London"),
    .preparedArena(Arena(id: "shop", title: hostile, challenges: ["coffee", "door"])),
    .preparedArena(Arena(id: "field", title: "", challenges: [])),
    .appointed(Official(name: hostile, duties: [.jury, .referee])), .appointed(Official(name: "R2", duties: [])),
    .formedDivision(Division(id: "university", title: hostile)), .grouped("lasr", in: ["university", "newcomer"]),
    .grouped("lasr", in: []), .allowedProtests(within: .at(30)),
    .plannedOverall(
      Overall(
        id: "best", title: hostile, division: "university", order: .medals, rounding: Rounding(to: 1, .halfUp),
        ties: [.places, .part(2)])),
    .plannedOverall(Overall(id: "sum", title: "Sum")),
    .plannedPart(
      "best",
      Overall.Part(
        title: hostile, challenges: ["coffee"], source: .final, value: .league([10, 7, Points(9, over: 2)]),
        combination: .sumOfBest(3), normalised: 100, weight: Points(1, over: 3), zeroBestIsFull: true)),
    .plannedPart("best", Overall.Part(title: "rest", value: .normalisedAchievements(50))),
    .plannedAward(Award(id: "newcomer", title: hostile, rule: .best(of: "best", in: "newcomer"))),
    .plannedAward(
      Award(id: "grasping", title: "Grasping", rule: .skill(tag: "manipulation", percent: 75, except: "best"))),
    .scheduled(
      Slot(
        challenge: "coffee", phase: .trials, team: "lasr", number: 1, arena: "shop", startsAt: 1_758_618_000_000,
        length: .at(15))),
    .unscheduled("coffee/trials/lasr/1", reason: hostile),
    .delayed(["coffee/trials/lasr/1", "coffee/trials/kcl/1"], by: .at(20), reason: hostile),
    .admitted("lasr", to: "coffee", reason: hostile),
    .settled(
      Tie(table: .phase("coffee", .trials), order: ["a", "b"], method: .lots(seed: "7q2m4xkd"), reason: hostile)),
    .settled(
      Tie(table: .challenge("coffee"), order: ["a", "b"], method: .runs(["coffee-8", "coffee-9"]), reason: "")),
    .settled(Tie(table: .overall("best"), order: ["a", "b"], method: .jury, reason: "")),
    .filedProtest("lasr", against: .run("coffee-1"), text: hostile),
    .filedProtest("lasr", against: .decision("desk-d3"), text: hostile),
    .decidedProtest("desk-d30", .partly, reason: hostile), .adopted("coffee", rules, reason: hostile),
    .published(
      Publication(
        revision: 1, challenge: "coffee", isOfficial: true, heads: heads, code: "7Q2M-4XKD",
        objections: ["run coffee-2 is open", "sheet unsigned"], reason: "rain")),
    .published(Publication(revision: 2, challenge: nil, isOfficial: false, heads: Heads(), code: "7Q2M-4XKD")),
    .froze(heads, reason: hostile), .revealed(.challenge("coffee"), fromPlace: 3), .thawed,
    .openedFinal(FinalOpening(of: "coffee", with: "coffee-9", after: heads)),
  ]
}
