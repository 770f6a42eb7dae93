import Scoring
import ScoringTestSupport
import Testing

@Suite("Names are kept in one way, and near doubles are told")
struct KeptNameTests {
  @Test(
    "nothing unseen around a name, one space within",
    arguments: [
      ("jury-1 ", "jury-1"), (" Maria  Rossi\n", "Maria Rossi"), ("\u{FEFF}LASR", "LASR"), ("R1\u{200B}", "R1"),
      ("\u{00A0}R1\t", "R1"), ("a\tb", "a b"), ("", ""), ("  ", ""), ("☕️", "☕️"), ("MK:U", "MK:U"),
    ])
  func kept(typed: String, kept: String) {
    #expect(typed.asName.utf8.elementsEqual(kept.utf8))
    #expect(typed.asName.asName == typed.asName)
  }

  @Test(
    "a team under two short names is told, whatever differs",
    arguments: [
      ("7", "Seven", "the short name '7' looks like '007' ('Bond')"),
      ("9", "Bond", "'9' has the same name as '007', 'Bond'"),
      ("9", "BOND ", "the name 'BOND ' of '9' looks like 'Bond' of '007'"),
      ("9", "B0nd", "the name 'B0nd' of '9' looks like 'Bond' of '007'"),
      ("9", "B\u{43E}nd", "the name 'B\u{43E}nd' of '9' looks like 'Bond' of '007'"),
    ])
  func doubles(id: String, name: String, phrase: String) {
    let known = [Team(id: "007", name: "Bond", affiliation: ""), Team(id: "lasr", name: "LASR", affiliation: "")]
    let team = Team(id: Team.ID(id), name: name, affiliation: "")
    #expect(team.nearNamesakes(among: known) == [phrase])
    #expect(Team(id: "mku", name: "MK:U", affiliation: "").nearNamesakes(among: known) == [])
    #expect(known[0].nearNamesakes(among: known) == [])
  }

  @Test("a member of the jury under two names is told at the second, once")
  func raters() {
    let rules = RuleSet.make([.make(.judgement, "manner") { $0.worth = .each(1) }])
    let log = run(under: rules) {
      started()
      rated("manner", "4", by: "jury-1")
      rated("manner", "5", by: "jury-2")
      rated("manner", "6", by: "Jury 1")
      rated("manner", "7", by: "Jury 1")
    }
    #expect(
      Score(of: log).findings == [
        Finding(
          .warning,
          "'Jury 1' and 'jury-1' are nearly one name; if it is one person, take one of the values back and say it under "
            + "the other name", entry: "run-1-e4")
      ])
  }

  @Test(
    "what is typed is a value in the item's own unit, and a comma a point where it can be nothing else",
    arguments: [
      ("35", Quantity(35, .centimetres)), ("12,5", Quantity(Points(25, over: 2), .centimetres)),
      ("0.35m", Quantity(Points(7, over: 20), .metres)), ("1:30", Quantity(90, .seconds)),
      ("7/2", Quantity(Points(7, over: 2), .centimetres)),
      ("much", nil), ("1,000", nil),
    ] as [(String, Quantity?)])
  func typed(text: String, quantity: Quantity?) {
    #expect((try? Quantity.typed(text, in: .centimetres)) == quantity)
  }
}
