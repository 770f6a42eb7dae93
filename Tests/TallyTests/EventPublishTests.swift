import Foundation
import Testing

@Suite("tally publish: numbered revisions, and what stands against them")
struct EventPublishTests {
  /// Everything as it should be, with time for protests over.
  private func ready() throws -> EventDay {
    var day = try EventDay(at: "09:40")
    day.by("chair")
    try day.dropRest()
    return day
  }

  @Test("each objection is named, and mending all of them is enough")
  func objections() throws {
    var day = try EventDay(at: "09:10")
    try day.play("kcl", alphas: 1, signed: false)
    let open = try day.must("tally run open coffee homer").trimmingCharacters(in: .newlines)
    let protest = try day.must("tally protest file coffee-1 \"the floor was wet\"").trimmingCharacters(in: .newlines)
    day.by("chair")
    try day.must("tally schedule make --challenge door --window 2025-09-23T14:00/16:00")
    try day.refuses(
      "tally publish --all", "run \(open) is open", "sheet coffee-5 is not signed by the referee",
      "protest \(protest) against run coffee-1 is undecided", "teams may still protest until 2025-09-23 10:40:00 UTC+1",
      "planned run door/trials/lasr/1 was not held", "--force --reason TEXT")
    let one = try day.command.run("publish", "coffee")
    #expect(!one.err.contains("door/trials"), "what is of another challenge does not stand against this one")
    try day.must("tally run void \(open) --reason \"opened by mistake\"")
    try day.must("tally run sign coffee-5 --as referee")
    try day.must("tally protest decide \(protest) rejected --reason \"it was dry\" --official jury")
    for run in ["lasr", "mku"] { try day.must("tally schedule drop door/trials/\(run)/1 --reason \"no time\"") }
    try day.refuses("tally publish coffee", "planned run coffee/trials/mku/2 was not held")
    try day.dropRest()
    day.at("09:41")
    try day.must("tally publish --all")
  }

  @Test("only the organisers publish; without --force a reason is kept as well, with it it is needed")
  func who() throws {
    var day = try ready()
    day.at("09:30")
    try day.refuses("tally publish coffee", "this stands against it", "teams may still protest until 2025-09-23 10:30")
    day.at("09:31")
    try day.refuses("tally publish", "say what: a challenge, or --all")
    try day.refuses("tally publish coffee --all", "say what")
    try day.refuses("tally publish coffee --force", "--force needs --reason")
    try day.refuses("tally publish cofee", "did you mean 'coffee'?")
    let shown = try day.must("tally publish coffee --reason \"first results\"")
    #expect(shown.contains("Revision 1, official, code ") && shown.contains("Published because: first results"))
    day.by("R1")
    try day.refuses("tally publish coffee", "the organiser publishes results (chair)")
  }

  @Test("forced results say what stood against them, wherever they are shown")
  func forced() throws {
    var day = try ready()
    try day.play("kcl", alphas: 1, signed: false)
    let shown = try day.must("tally publish coffee --force --reason \"the bus leaves\"")
    for words in ["because: the bus leaves", "sheet coffee-5 is not signed by the referee"] {
      #expect(shown.contains(words))
      #expect(try day.must("tally revisions").contains(words.replacing("because: ", with: "")))
    }
    try day.must("tally export --to out --revision 1")
    #expect(try day.command.read("out/booklet.html").contains("the bus leaves"))
    day.at("09:50")
  }

  @Test("what a revision said, it says for ever: standings, explanations and every exported byte")
  func forEver() throws {
    var day = try ready()
    let published = try day.must("tally publish --all")
    func asked() throws -> [String] {
      try [
        day.must("tally standings --revision 1"), day.must("tally standings --revision 1 --format csv"),
        day.must("tally standings --overall --revision 1"), day.must("tally explain kcl --revision 1"),
        day.must("tally explain lasr coffee --revision 1 --format html"),
      ]
    }
    let before = try asked()
    // Below the title and the line of the revision the same tables.
    let tables = before[0].split(separator: "\n", omittingEmptySubsequences: false).dropFirst(3).joined(separator: "\n")
    #expect(published.contains(tables), "\(published)\n\(before[0])")
    try day.must("tally export --to one --revision 1")

    day.at("09:50")
    try day.play("homer", alphas: 9)
    try day.must("tally run open coffee lasr")
    try day.must("tally run void coffee-1 --reason \"the wrong table\" --official R1")
    try day.must("tally team withdraw mku --reason gone")
    try day.must("tally team add late \"Too late\" --challenge coffee")
    try day.command.write(
      EventDay.rules.replacing("edition: 1", with: "edition: 2").replacing("points: 3", with: "points: 4"),
      to: "two.yaml")
    try day.must("tally rescore coffee --rules two.yaml --adopt --reason \"a misprint\"")
    try day.must("tally publish --all --provisional --force --reason \"not signed again yet\"")

    #expect(try asked() == before)
    try day.must("tally export --to again --revision 1")
    let names = try FileManager.default.subpathsOfDirectory(atPath: day.command.folder.path + "/one").sorted()
    #expect(try FileManager.default.subpathsOfDirectory(atPath: day.command.folder.path + "/again").sorted() == names)
    for name in names where name != "sheets" {
      #expect(try day.command.read("one/\(name)") == day.command.read("again/\(name)"), "\(name)")
    }
  }

  @Test("two revisions are compared, or one with what stands now; others are not known")
  func compared() throws {
    var day = try ready()
    try day.must("tally publish coffee")
    #expect(try day.must("tally revisions 1").contains("Nothing changes"))
    try day.play("homer", alphas: 9)
    day.at("10:20")
    try day.dropRest()
    try day.must("tally publish --all")
    let changes = try day.must("tally revisions 1 2")
    #expect(changes.contains("From revision 1 to revision 2") && changes.contains("Homer (homer)"))
    #expect(
      try day.rows("tally revisions").map { "\($0["revision"]!) \($0["scope"]!)" } == ["1 coffee", "2 everything"])
    try day.refuses("tally revisions 3", "there is no revision 3", "lists the 2 there are")
    try day.refuses("tally standings --revision 3", "there is no revision 3")
    try day.refuses(
      "tally decision retract \(try #require(day.rows("tally decision list --kind published").first?["decision"])) --reason x",
      "stays published")
  }

  @Test("the public board says what is official, and what is not any more")
  func publicBoard() throws {
    var day = try ready()
    #expect(try day.must("tally standings --public").contains("Nothing is published yet: these are live results."))
    try day.must("tally publish coffee --provisional")
    #expect(try day.must("tally standings coffee --public").contains("Provisional: protests are still possible."))
    day.at("10:20")
    try day.must("tally publish coffee")
    let official = try day.must("tally standings coffee --public")
    #expect(official.contains("Official: revision 2, code ") && !official.contains("not official yet"))
    #expect(try day.must("tally standings --public").contains("Official (only coffee): revision 2"))
    try day.play("homer", alphas: 9)
    #expect(try day.must("tally standings coffee --public").contains("What has changed since is not official yet."))
  }

  @Test("while the public board is held it does not move: not by runs, not by decisions, not by publications")
  func frozen() throws {
    var day = try ready()
    try day.must("tally publish --all")
    try day.must("tally board freeze --reason \"until the ceremony\"")
    let held = try day.must("tally standings --public")
    #expect(held.contains("Held until the ceremony") && held.contains("Official: revision 1"))
    try day.refuses("tally board freeze", "frozen already")
    try day.play("homer", alphas: 9)
    try day.must("tally team withdraw kcl --reason gone")
    day.at("10:20")
    try day.dropRest()
    try day.must("tally publish --all")
    #expect(try day.must("tally standings --public") == held)
    #expect(try day.places("tally standings coffee --phase trials").first == "1 homer", "the log goes on")
    try day.must("tally board open")
    #expect(try day.must("tally standings --public").contains("Official: revision 2"))
    try day.refuses("tally board open", "is not frozen")
  }
}
