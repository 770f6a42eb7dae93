import Foundation
import Testing

@Suite("What is typed: old words, options before the command, words that mean nothing")
struct WordsTests {
  @Test("the options of nearly every command may stand before it too, in either form")
  func optionsBefore() throws {
    let command = try Command.small()
    try command.must("tally --db tally.sqlite run open coffee lasr")
    let asked = try command.must("tally standings --db tally.sqlite")
    #expect(try command.must("tally --db tally.sqlite standings") == asked)
    #expect(try command.must("tally --db=tally.sqlite standings") == asked)
    #expect(try command.must("tally run --db tally.sqlite list") == command.must("tally run list"))
    #expect(try command.must("tally --db tally.sqlite schedule") == command.must("tally schedule"))
    let noted = try command.must("tally --official Ada --terminal hall run note coffee-1 hello")
    #expect(noted.hasPrefix("hall-1 "))
    #expect(try command.must("tally run show coffee-1").contains("Ada"))
    let missing = try command.run(line: "tally --db none.sqlite standings")
    #expect(missing.code == 1 && missing.err.contains("no competition at none.sqlite"))
    // What stands behind `--` is no option.
    try command.must("tally --db tally.sqlite run note coffee-1 -- --db")
    #expect(try command.must("tally run show coffee-1").contains("--db"))
  }

  /// A line in old words, what it is called now, and the help in which the old word no longer stands.
  struct Old: Sendable, CustomTestStringConvertible {
    var line: String
    var new: String
    var help: String
    var word: String
    var testDescription: String { line }
  }

  @Test(
    "old words do what they did, are not in the help, and say the new ones once",
    arguments: [
      Old(line: "tally run protest coffee-1 unfair", new: "protest file", help: "run", word: "protest"),
      Old(line: "tally run rule coffee-1 \"rejected: no\"", new: "protest decide", help: "run", word: "rule"),
      Old(line: "tally log import log.jsonl", new: "merge", help: "log", word: "import"),
      Old(
        line: "tally what-if rules coffee scrc-2025/coffee-shop-orders --run coffee-1", new: "rescore", help: "what-if",
        word: "rules"),
      Old(
        line: "tally standings coffee --rules scrc-2025/coffee-shop-orders", new: "rescore", help: "standings",
        word: "--rules"),
      Old(line: "tally publish --freeze --reason x", new: "board freeze", help: "publish", word: "--freeze"),
      Old(line: "tally publish --thaw", new: "board open", help: "publish", word: "--thaw"),
      Old(line: "tally reveal coffee", new: "board reveal", help: "", word: "reveal"),
    ])
  func oldWords(old: Old) throws {
    let command = try Command.small()
    for made in [
      "tally run open coffee lasr", "tally run start coffee-1", "tally run finish coffee-1 --at 1:00",
      "tally log export -o log.jsonl",
    ] { try command.must(made) }
    if old.word == "rule" { try command.must("tally protest file coffee-1 unfair") }
    if old.word == "--thaw" || old.word == "reveal" { try command.must("tally board freeze") }
    let outcome = try command.run(line: old.line)
    #expect(outcome.code == 0, "\(outcome.err)")
    #expect(outcome.err.components(separatedBy: "is called 'tally \(old.new)' now").count == 2, "\(outcome.err)")
    let help = try command.must("tally \(old.help) --help")
    #expect(help.firstMatch(of: try Regex("(?m)^  \(old.word) ")) == nil, "\(help)")
  }

  @Test("words that mean nothing end with 64, also where help is asked of them")
  func nothing() throws {
    let command = try Command()
    for (line, words) in [
      ("tally", "say what is to be done"), ("tally run", "say what is to be done"),
      ("tally srve --help", "'tally' has no command 'srve'"), ("tally help srve", "'tally' has no command 'srve'"),
      ("tally run opne --help", "did you mean 'tally run open'?"), ("tally standings --nonsense", "--nonsense"),
    ] {
      let outcome = try command.run(line: line)
      #expect(outcome.code == 64 && outcome.out == "" && outcome.err.contains(words), "\(line): \(outcome.err)")
    }
    for line in ["tally --help", "tally help", "tally run --help", "tally help run open", "tally --version"] {
      let outcome = try command.run(line: line)
      #expect(outcome.code == 0 && outcome.out != "" && outcome.err == "", "\(line): \(outcome.err)")
    }
  }

  @Test("the version says what it was built of: commit, day, SQLite")
  func version() throws {
    let command = try Command()
    let told = try command.must("tally --version")
    let form = /[0-9]+\.[0-9]+\.[0-9]+ \(commit .+, built [0-9]{4}-[0-9]{2}-[0-9]{2}, SQLite 3\.[0-9.]+\)\n/
    #expect(told.wholeMatch(of: form) != nil, "\(told)")
    #expect(try command.must("tally version") == told)
  }
}
