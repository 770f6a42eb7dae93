import Foundation
import Testing

@Suite("tally what-if: questions that touch nothing")
struct EventWhatIfTests {
  @Test("no question changes a byte of the file, or leaves anything beside it")
  func touchesNothing() throws {
    let day = try EventDay()
    let protest = try day.must("tally protest file coffee-3 \"a bag\"").trimmingCharacters(in: .newlines)
    let rules = EventDay.rules.replacing("edition: 1", with: "edition: 2").replacing("points: 3", with: "points: 1")
    try day.command.write(rules, to: "two.yaml")
    let before = (try day.file, try FileManager.default.contentsOfDirectory(atPath: day.command.folder.path).sorted())
    for line in [
      "tally what-if place coffee kcl 1", "tally what-if place coffee kcl 1 --phase final",
      "tally what-if protest \(protest) --void", "tally what-if protest \(protest) --saw beta",
      "tally what-if rules coffee two.yaml", "tally what-if rules coffee two.yaml --run coffee-3",
      "tally what-if retract coffee-3 desk-15",
    ] { _ = try day.command.run(line: line) }
    #expect(try day.file == before.0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: day.command.folder.path).sorted() == before.1)
  }

  @Test("the answer about a protest is what granting it then changes")
  func protest() throws {
    var day = try EventDay()
    let protest = try day.must("tally protest file coffee-3 \"a bag\"").trimmingCharacters(in: .newlines)
    func tables(_ text: String) -> Substring? { text.range(of: "Changed scores").map { text[$0.lowerBound...] } }
    let asked = try tables(day.must("tally what-if protest \(protest) --saw alpha --saw beta"))
    day.by("jury")
    let done = try tables(day.must("tally protest decide \(protest) granted --reason x --saw alpha --saw beta"))
    #expect(asked != nil && asked == done)
    try day.refuses("tally what-if protest \(protest)", "--retract ENTRY, --saw ITEM or --void")
    try day.refuses("tally what-if protest \(protest) --saw gamma", "no item 'gamma'")
  }

  @Test("the needed score is minimal: with it the place is reached, with less it is not")
  func place() throws {
    let day = try EventDay()
    // LASR and MK:U have 6; KCL has 2 with a bump.
    let answer = try day.must("tally what-if place coffee kcl 1")
    #expect(answer.contains("Now: place 3."))
    #expect(answer.contains("Enough: 7 points or more; or 6 points with nothing penalised. Less is not enough."))
    #expect(answer.contains("With just 6 points with nothing penalised the place is shared."))
    #expect(answer.contains("Assumed: nobody else's result changes (homer, lasr, mku can still change that)"))
    let less = try EventDay()
    try less.play("kcl", alphas: 2, bumps: 1)
    #expect(try less.places("tally standings coffee --phase trials").contains("3 kcl"), "five are not enough")
    try day.play("kcl", alphas: 2)
    #expect(try day.places("tally standings coffee --phase trials").contains("1 kcl"), "six are")
    #expect(try day.must("tally what-if place coffee kcl 4").contains("Any run is enough"))
    try day.play("kcl", alphas: 0)
    let held = try day.must("tally what-if place coffee kcl 1")
    #expect(held.contains("No run of KCL is to come here: it has held all its runs (3).") && !held.contains("Enough"))
  }

  @Test("a team that cannot run gets that answer: not entered, withdrawn, disqualified, not in the final")
  func cannotRun() throws {
    var day = try EventDay()
    day.by("chair")
    #expect(try day.must("tally what-if place door kcl 1").contains("it did not enter"))
    #expect(
      try day.must("tally what-if place coffee kcl 1 --phase final").contains(
        "it is not in the final (in it: lasr, mku)"))
    try day.must("tally team withdraw kcl --reason \"the arm\"")
    #expect(try day.must("tally what-if place coffee kcl 1").contains("it withdrew: the arm"))
    try day.must("tally team disqualify homer --reason \"remote control\"")
    #expect(
      try day.must("tally what-if place coffee homer 1").contains("disqualified by the organisers: remote control"))
  }

  @Test("what would follow if a team went is what then follows, and nothing is recorded before")
  func departure() throws {
    for word in ["withdraw", "disqualify"] {
      var day = try EventDay(at: "09:40")
      day.by("chair")
      let before = try day.file
      let asked = try day.must("tally what-if \(word) lasr")
      #expect(try day.file == before)
      #expect(asked.contains("Who is in a final") && asked.contains("lasr, mku"))
      let done = try day.command.run(line: "tally team \(word) lasr --reason x").err
      for line in asked.split(separator: "\n").dropFirst(2) { #expect(done.contains(line), "\(line)\n\(done)") }
      try day.refuses("tally what-if \(word) lasrr", "did you mean 'lasr'?")
    }
  }

  @Test("names that are not there are refused with what was probably meant")
  func refused() throws {
    let day = try EventDay()
    try day.refuses("tally what-if place cofee kcl 1", "did you mean 'coffee'?")
    try day.refuses("tally what-if place coffee kl 1", "did you mean 'kcl'?")
    try day.refuses("tally what-if place coffee kcl 0", "places begin at 1")
    try day.refuses("tally what-if place door kcl 1 --phase final", "'door' has no final")
    try day.refuses("tally what-if retract coffee-33 desk-1", "did you mean 'coffee-3'?")
    try day.refuses("tally what-if retract coffee-3 desk-1", "run coffee-3 has no entry 'desk-1'")
  }
}
