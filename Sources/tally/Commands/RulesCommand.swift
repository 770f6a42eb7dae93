import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import RuleSetFiles
import Scoring
import Text

/// `tally rules …`.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Write, check, compare, list and show rule sets.",
    discussion: "EXAMPLE:\n  tally rules show scrc-2025/coffee-shop-orders",
    subcommands: [
      RulesNew.self, RulesCheck.self, RulesList.self, RulesShow.self, RulesDiff.self, RulesSchema.self,
    ])
}

/// `tally rules check`.
struct RulesCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check rule-set files: every finding with its place and its remedy.",
    discussion: """
      Exit code 0 if there is no error (warnings and hints are allowed), 1 otherwise. An edition that is shipped, or that
      the competition's file already holds, with another content is an error: a published edition is never changed.

      EXAMPLE:
        tally rules check my-rules.yaml
      """)

  @Argument(help: "Rule-set files.", completion: .file(extensions: ["yaml"])) var files: [String]
  @Option(help: "text, or json for editors.") var format: CheckFormat = .text
  @Flag(inversion: .prefixedNo, help: "Colour (default: on a terminal without NO_COLOR).") var color: Bool?
  @OptionGroup var database: DatabaseOptions

  /// What a check speaks.
  enum CheckFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

  func run() throws {
    var all: [Diagnostic] = []
    let editions = try PublishedEditions(database)
    let colour = color ?? (Process.isTerminal(1) && Process.environment("NO_COLOR") == nil)
    for file in files {
      let bytes = try WholeFile.read(file, maximumBytes: 10_000_000)
      var (ruleSet, diagnostics) = RuleSetFile.read(bytes: bytes, path: file)
      if let ruleSet {
        diagnostics += editions.changed(
          ruleSet, String(decoding: bytes, as: UTF8.self), file, trial: "name another with --db")
      }
      all += diagnostics
      if format == .text {
        Process.answer(diagnostics.rendered(in: String(decoding: bytes, as: UTF8.self), colour: colour))
      }
    }
    if format == .json { Process.answer(all.json) }
    func count(_ severity: Finding.Severity) -> Points { Points(all.filter { $0.severity == severity }.count) }
    let files = Words.count(Points(self.files.count), "file")
    Process.tell(
      "\(files): \(Words.count(count(.error), "error")), \(Words.count(count(.warning), "warning")), "
        + Words.count(count(.hint), "hint"))
    if !all.areHarmless { throw ExitCode(1) }
  }
}

/// `tally rules list`.
struct RulesList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show the rule sets that travel inside this program.",
    discussion: "EXAMPLE:\n  tally rules list")

  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.show(SheetView.shipped)
  }
}

/// `tally rules show`.
struct RulesShow: ParsableCommand, WritesFile {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a rule set as the score sheet people know, with its sources.",
    discussion: """
      With --yaml the file itself is printed: a copy to change for your event, under an id of your own.

      EXAMPLE:
        tally rules show scrc-2025/coffee-shop-orders --format html -o sheet.html
        tally rules show scrc-2025/coffee-shop-orders --yaml -o my-event-2026/coffee.yaml
      """)

  @Argument(help: "A shipped id, or a YAML file.") var rules: String
  @Flag(help: "The file as it is, instead of the sheet.") var yaml = false
  @OptionGroup var output: OutputOptions

  var answerFile: AnswerFile? { output.file(as: yaml ? .yaml : nil) }

  func run() throws {
    let (ruleSet, document) = try RuleSets.find(rules)
    if yaml { return try output.put(document.text, as: .yaml) }
    try output.show(SheetView(ruleSet: ruleSet).report)
  }
}

/// `tally rules new`.
struct RulesNew: ParsableCommand, WritesFile {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Print a commented rule set to begin with.",
    discussion: "EXAMPLE:\n  tally rules new my-event-2026/coffee -o my-event-2026/coffee.yaml")

  @Argument(help: "Its id: the folder and the file's name, as in my-event-2026/coffee.") var id: String
  @Option(help: "The challenge as people call it.") var title = "My challenge"
  @Option(
    name: [.customShort("o"), .customLong("output")], help: "The file (default: the screen).", completion: .file())
  var output: String?

  var answerFile: AnswerFile? { .named(output, as: .yaml) }

  func run() throws {
    let parts = id.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts.allSatisfy(isShortNameText) else {
      throw CommandError("'\(safeForPeople(id))' is no id of rules; write FOLDER/FILE in a–z, 0–9 and hyphens")
    }
    let text = Starter.text(id: id, title: title)
    // A title with hidden characters would be refused by whoever reads the file, so it is refused here.
    let (_, diagnostics) = RuleSetFile.read(text: text, path: "\(id).yaml")
    if let error = diagnostics.first(where: { $0.severity == .error }) {
      throw CommandError("the title makes the file unreadable (\(error.message)); choose a plainer one")
    }
    guard let answerFile, let output else { return Process.answer(text) }
    try answerFile.write(text)
    Process.tell("\(output): check it with 'tally rules check \(output)'")
  }
}

/// `tally rules diff`.
struct RulesDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Say in words what changed between two editions of a rule set.",
    discussion: """
      Exit code 0 if nothing changed, 1 if something did.

      EXAMPLE:
        tally rules diff coffee-1.yaml coffee-2.yaml
      """)

  @Argument(help: "The earlier one: a shipped id or a YAML file.") var old: String
  @Argument(help: "The later one: a shipped id or a YAML file.") var new: String
  @OptionGroup var output: OutputOptions

  func run() throws {
    let before = try RuleSets.find(old).0
    let now = try RuleSets.find(new).0
    let changes = now.changes(from: before)
    let title = "From \(before.id) edition \(before.edition) to \(now.id) edition \(now.edition)"
    let lines = changes.isEmpty ? [Line("nothing changed")] : changes.map { Line($0) }
    try output.show(Report(title: title, blocks: [.lines(lines)]))
    if !changes.isEmpty { throw ExitCode(1) }
  }
}

/// `tally rules schema`.
struct RulesSchema: ParsableCommand, WritesFile {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the format's JSON Schema, for editors that check and complete while one types.",
    discussion: """
      In a rule set's first line: # yaml-language-server: $schema=ruleset.schema.json

      EXAMPLE:
        tally rules schema -o ruleset.schema.json
      """)

  @Option(
    name: [.customShort("o"), .customLong("output")], help: "The file (default: the screen).", completion: .file())
  var output: String?

  var answerFile: AnswerFile? { .named(output, as: .schema) }

  func run() throws {
    if let answerFile { try answerFile.write(RuleSetSchema.json) } else { Process.answer(RuleSetSchema.json) }
  }
}
