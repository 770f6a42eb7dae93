import Foundation
import Testing

@Suite("Teams from a file")
struct TeamImportTests {
  private func competition() throws -> Command {
    var command = try Command()
    command.environment["TALLY_OFFICIAL"] = "Ada"  // the organiser of this plan
    try command.must("tally init --plan \(PlanCommandTests.everything)")
    return command
  }

  @Test("a preview says what would be recorded, and records nothing; then it is recorded, once")
  func preview() throws {
    let command = try competition()
    try command.write(
      #"""
      id,name,affiliation,divisions,challenges
      lasr,Lasr,King's College London,university,coffee packing demo
      homer,homer@UniKoblenz,,university newcomer,coffee packing demo
      new,"New, ""Robots""",Leeds,newcomer,coffee
      """#, to: "teams.csv")
    let before = try command.must("tally log export")
    let told = try command.must("tally team import teams.csv --preview")
    #expect(
      told == """
        ~ lasr: name 'LASR' becomes 'Lasr'
        = homer: 'homer@UniKoblenz' as before
        + new: 'New, "Robots"', Leeds; divisions newcomer; enters coffee

        """)
    #expect(try command.must("tally team import teams.csv --dry-run") == told)
    #expect(try command.must("tally log export") == before)
    #expect(try command.must("tally team import teams.csv") == told)
    let after = try command.must("tally log export")
    #expect(
      try command.must("tally team import teams.csv").split(separator: "\n").allSatisfy { $0.hasPrefix("= ") })
    #expect(try command.must("tally log export") == after, "the same file again records nothing")
  }

  @Test("a column that is not there leaves things as they are; a new team enters everything")
  func fewColumns() throws {
    let command = try competition()
    try command.write("id,name\nlasr,LASR\nnew,New\n", to: "teams.csv")
    #expect(
      try command.must("tally team import teams.csv") == """
        = lasr: 'LASR' as before
        + new: 'New'; enters coffee, packing, demo

        """)
  }

  @Test("a team that is listed in less stays, and that is said")
  func fewer() throws {
    let command = try competition()
    try command.write("id,name,challenges\nlasr,LASR,coffee\n", to: "teams.csv")
    let told = try command.run("team", "import", "teams.csv")
    #expect(told.out == "= lasr: 'LASR' as before\n")
    #expect(told.err.contains("lasr stays in packing, demo, which the file does not list; 'tally team withdraw'"))
  }

  @Test("all that is wrong is told at once, with line and column, and nothing is recorded")
  func errors() throws {
    let command = try competition()
    try command.write(
      """
      id,name,divisions,challenges
      lasr,Lasr,univrsity,cofee demo
      Bad Id,Name,,
      empty,,,
      lasr,Again,,
      good,Good,newcomer,coffee
      """, to: "teams.csv")
    let before = try command.must("tally log export")
    for arguments in [["team", "import", "teams.csv"], ["team", "import", "teams.csv", "--preview"]] {
      let refused = try command.start(arguments).finish()
      #expect(refused.code == 1 && refused.out == "")
      for words in [
        "teams.csv:2:11: error: there is no division 'univrsity'; did you mean 'university'?",
        "teams.csv:2:21: error: there is no challenge 'cofee'; did you mean 'coffee'?",
        "teams.csv:3:1: error: 'Bad Id' is no short name", "teams.csv:4:1: error: a team's name needs 1 to 200 bytes",
        "teams.csv:5:1: error: the team 'lasr' is there twice",
      ] { #expect(refused.err.contains(words), "\(refused.err)") }
    }
    #expect(try command.must("tally log export") == before)
  }

  @Test("the spreadsheet's own file is taken in, and it is said what was taken and what was not")
  func spreadsheet() throws {
    let command = try competition()
    try command.write(
      "\u{FEFF}ID;name;affiliation;Telefon;;\r\nnew;Neu;\"Uni; Haus 3\";0521;;\r\n;;;;;\r\n;;;;;\r\n", to: "teams.csv")
    let told = try command.run("team", "import", "teams.csv")
    #expect(told.out == "+ new: 'Neu', Uni; Haus 3; enters coffee, packing, demo\n")
    #expect(
      told.err == """
        teams.csv: 1 line, parted by semicolons; 2 empty lines left out; left out, because nothing is known of it: \
        the column 'Telefon'

        """)
    try command.write("id\tname\nnew\tNew\n", to: "tabs.csv")
    let tabs = try command.run("team", "import", "tabs.csv")
    #expect(tabs.out == "~ new: name 'Neu' becomes 'New'\n" && tabs.err == "tabs.csv: 1 line, parted by tabs\n")
    try command.write("Kürzel;name\nnew;New\n", to: "names.csv")
    #expect(
      try command.run("team", "import", "names.csv").err.contains(
        "the columns 'id' and 'name' are needed; the first line names the columns, and has 'Kürzel', 'name'"))
  }

  @Test("hostile names survive the way out and in, whichever CSV it was")
  func hostile() throws {
    let command = try competition()
    let names = [
      "=1+1,\"<b>&", "+44 1908", "-2+3", "@SUM(A1)", "a;=b;c", "two\nlines", "\u{1B}[31mred", "\u{202E}evil",
      "日本チーム 🤖👨‍👩‍👧", "'); DROP TABLE entry;--", "  =1+1", "'plain", "“quoted”",
    ]
    for (index, name) in names.enumerated() {
      #expect(try command.run("team", "add", "--affiliation=\(name)", "--", "t\(index)", name).code == 0)
    }
    try command.must("tally export --to sheets")
    try command.must("tally export --to raw --raw")
    let before = try command.must("tally log export")
    for folder in ["sheets", "raw"] {
      let told = try command.must("tally team import \(folder)/teams.csv")
      #expect(told.split(separator: "\n").allSatisfy { $0.hasPrefix("= ") }, "\(folder): \(told)")
    }
    #expect(try command.must("tally log export") == before)
    // Into another competition, everything comes through but what a sheet had to show instead.
    try command.must("tally init --plan \(PlanCommandTests.everything) --db other.sqlite")
    try command.must("tally team import raw/teams.csv --db other.sqlite")
    try command.must("tally export --to again --raw --db other.sqlite")
    #expect(try command.read("again/teams.csv") == command.read("raw/teams.csv"))
    try command.must("tally init --plan \(PlanCommandTests.everything) --db third.sqlite")
    try command.must("tally team import sheets/teams.csv --db third.sqlite")
    try command.must("tally export --to third --db third.sqlite")
    #expect(try command.read("third/teams.csv") == command.read("sheets/teams.csv"))
  }
}
