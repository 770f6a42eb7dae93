import ArgumentParser
import Reports
import RuleSetFiles
import Scoring

/// `tally rules …`.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Check, list and show rule sets.",
    discussion: "EXAMPLE:\n  tally rules show scrc-2025/coffee-shop-orders",
    subcommands: [RulesCheck.self, RulesList.self, RulesShow.self])
}

/// `tally rules check`.
struct RulesCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check rule-set files: every finding with its place and its remedy.",
    discussion: """
      Exit code 0 if there is no error (warnings and hints are allowed), 1 otherwise.

      EXAMPLE:
        tally rules check my-rules.yaml
      """)

  @Argument(help: "Rule-set files.", completion: .file(extensions: ["yaml"])) var files: [String]
  @Option(help: "text, or json for editors.") var format: CheckFormat = .text
  @Flag(inversion: .prefixedNo, help: "Colour (default: on a terminal without NO_COLOR).") var color: Bool?

  /// What a check speaks.
  enum CheckFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

  func run() throws {
    var all: [Diagnostic] = []
    let colour = color ?? (Process.isTerminal(1) && Process.environment("NO_COLOR") == nil)
    for file in files {
      let bytes = try WholeFile.read(file, maximumBytes: 10_000_000)
      let (_, diagnostics) = RuleSetFile.read(bytes: bytes, path: file)
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
    var table = Table(
      title: "Shipped rule sets",
      columns: [
        Table.Column("id", "Rules"), Table.Column("edition", "Edition", alignment: .trailing),
        Table.Column("title", "Title"), Table.Column("competition", "Written for"),
      ])
    for shipped in RuleSetLibrary.shipped {
      guard let ruleSet = shipped.read().0 else { continue }
      table.append([
        .text(ruleSet.id.text), .integer(ruleSet.edition), .text(ruleSet.title), .text(ruleSet.competition),
      ])
    }
    try output.show(table)
  }
}

/// `tally rules show`.
struct RulesShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a rule set as the score sheet people know, with its sources.",
    discussion: "EXAMPLE:\n  tally rules show scrc-2025/coffee-shop-orders --format html -o sheet.html")

  @Argument(help: "A shipped id, or a YAML file.") var rules: String
  @OptionGroup var output: OutputOptions

  func run() throws { try output.show(SheetView(ruleSet: try RuleSets.find(rules).0).report) }
}
