import ArgumentParser
import EventStore
import Files
import Operations
import Pages
import Reports
import RuleSetFiles
import Scoring
import Text

/// `tally plan …`.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Write, check, show, compare, apply and export plans of a competition.",
    discussion: "EXAMPLE:\n  tally plan diff competition.yaml",
    subcommands: [
      PlanNew.self, PlanCheck.self, PlanShow.self, PlanDiff.self, PlanApply.self, PlanExport.self, PlanSchema.self,
    ])
}

/// `tally plan new`.
struct PlanNew: ParsableCommand, WritesFile {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a commented plan to begin with.",
    discussion: "EXAMPLE:\n  tally plan new competition.yaml")

  @Argument(help: "The file (default: the screen).", completion: .file(extensions: ["yaml"])) var file: String?

  var answerFile: AnswerFile? { .named(file, as: .yaml) }

  func run() throws {
    guard let file, let answerFile else { return Process.answer(PlanStarter.text) }
    try answerFile.write(PlanStarter.text)
    Process.tell("\(file): check it with 'tally plan check \(file)'")
  }
}

/// `tally plan check`.
struct PlanCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check plans: every finding with its place and its remedy.",
    discussion: """
      The rules of every challenge are looked for too, and whether they have what the plan says of them. Exit code 0 if
      there is no error (warnings and hints are allowed), 1 otherwise.

      EXAMPLE:
        tally plan check competition.yaml
      """)

  @Argument(help: "Plans.", completion: .file(extensions: ["yaml"])) var files: [String]
  @Option(help: "text, or json for editors.") var format: RulesCheck.CheckFormat = .text
  @Flag(inversion: .prefixedNo, help: "Colour (default: on a terminal without NO_COLOR).") var color: Bool?

  func run() throws {
    var all: [Diagnostic] = []
    let colour = color ?? (Process.isTerminal(1) && Process.environment("NO_COLOR") == nil)
    for file in files {
      let (_, diagnostics, text) = try LoadedPlan.check(file)
      all += diagnostics
      if format == .text { Process.answer(diagnostics.rendered(in: text, colour: colour)) }
    }
    if format == .json { Process.answer(all.json) }
    func count(_ severity: Finding.Severity) -> Points { Points(all.filter { $0.severity == severity }.count) }
    Process.tell(
      "\(Words.count(Points(files.count), "file")): \(Words.count(count(.error), "error")), "
        + "\(Words.count(count(.warning), "warning")), \(Words.count(count(.hint), "hint"))")
    if !all.areHarmless { throw ExitCode(1) }
  }
}

/// `tally plan show`.
struct PlanShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what is planned: of a file, or of the competition as it is now.",
    discussion: "EXAMPLE:\n  tally plan show competition.yaml --format html -o plan.html")

  @Argument(help: "The plan (default: the competition's file).", completion: .file(extensions: ["yaml"]))
  var file: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let competition =
      try file.map { try LoadedPlan($0, otherwise: "there is nothing to show").competition }
      ?? database.openForReading().read { try $0.competition() }
    try output.show(PlanView(competition: competition).report)
  }
}

/// `tally plan diff`.
struct PlanDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Say what applying a plan would change in the competition.",
    discussion: """
      A line for each change: + new, - gone, ~ different. What the plan cannot bring about is said beside it. Exit code 0
      if nothing would change, 1 otherwise.

      EXAMPLE:
        tally plan diff competition.yaml
      """)

  @Argument(help: "The plan.", completion: .file(extensions: ["yaml"])) var file: String
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let plan = try LoadedPlan(file, otherwise: "nothing was compared")
    let changes = try database.openForReading().read { try plan.changes(in: $0) }
    changes.tellAside()
    if changes.changes.isEmpty, changes.problems.isEmpty { return Process.answer("nothing to do\n") }
    Process.answer(changes.lines)
    throw ExitCode(1)
  }
}

/// `tally plan apply`.
struct PlanApply: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Record what a plan changes as decisions, all of them or none.",
    discussion: """
      The lines are those of 'tally plan diff'. Nothing is rewritten: what was decided before stays in the log. Whatever
      takes something away needs a reason; a team that the plan does not name goes only if it is named with --withdraw.
      Applying the same plan again does nothing.

      EXAMPLE:
        tally plan apply competition.yaml --reason "the drone arena is closed"
      """)

  @Argument(help: "The plan.", completion: .file(extensions: ["yaml"])) var file: String
  @Option(help: "Why something is taken away; it is kept and shown.") var reason: String?
  @Option(help: "This team withdraws, because the plan does not name it (say it for each).") var withdraw: [Team.ID] =
    []
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let plan = try LoadedPlan(file, otherwise: "nothing was applied")
    let (changes, count) = try official.carryOut(
      ApplyPlan(plan, reason: reason ?? "", withdrawing: Set(withdraw)), in: database)
    changes.tellAside()
    if count == 0 { return Process.answer("nothing to do\n") }
    Process.answer(changes.lines)
    Process.tell("recorded as \(Words.count(Points(count), "decision"))")
  }
}

/// `tally plan export`.
struct PlanExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the competition as it is now as a plan.",
    discussion: """
      Rule sets that do not come with Tally are written beside it, where their ids say (FOLDER/NAME.yaml). Teams that withdrew are
      left out.

      EXAMPLE:
        tally plan export plans/competition.yaml
      """)

  @Argument(help: "The file (default: the screen).", completion: .file(extensions: ["yaml"])) var file: String?
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (competition, documents) = try database.openForReading().read { (try $0.competition(), try $0.ruleSets()) }
    let text = PlanText.text(of: competition) { reference in
      PlanExport.isShipped(reference) ? reference.id.text : "./" + PlanExport.name(reference)
    }
    let (_, diagnostics) = PlanFile.read(text: text, path: file ?? "plan")
    guard diagnostics.areHarmless else {
      throw CommandError(
        "the competition cannot be written as a plan; mend it, as with 'tally team add' for a name:\n"
          + diagnostics.filter { $0.severity == .error }.rendered(in: text))
    }
    let used = Set(competition.challenges.map(\.rules))
    let own = documents.filter { used.contains($0.reference) && !PlanExport.isShipped($0.reference) }
    if let twice = own.first(where: { one in own.contains { $0.reference.id == one.reference.id && $0 != one } }) {
      throw CommandError(
        "two editions of '\(twice.reference.id)' are in force, and one plan cannot name both; give both challenges one")
    }
    guard let file, file != "-" else {
      Process.answer(text)
      for document in own {
        Process.tell(
          "./\(PlanExport.name(document.reference)) is not shown; 'tally plan export FILE' writes it beside the file")
      }
      return
    }
    try write(text, own, to: file)
  }

  private func write(_ text: String, _ documents: [RuleSetDocument], to file: String) throws {
    let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    var files: [(path: String, text: String)] = [(file, text)]
    files += documents.map { (folder + PlanExport.name($0.reference), $0.text) }
    for (path, text) in files where WholeFile.exists(path) {
      try AnswerFile(path, as: .yaml).judge()
      let isFile = try FileThere(at: path)?.kind == .regular
      if isFile, try WholeFile.read(path, maximumBytes: 10_000_000) != Array(text.utf8) {
        throw CommandError(
          "there is already something else at \(safeForPeople(path)); choose another name, nothing was written")
      }
    }
    // The plan last: it is there only if all it names is there.
    for (path, text) in files.reversed() {
      if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
        try WholeFile.makeFolder(String(path[..<slash]))
      }
      try AnswerFile(path, as: .yaml).write(text)
    }
    for (path, _) in files { Process.answer("\(safeForPeople(path))\n") }
  }

  private static func isShipped(_ reference: RuleSetReference) -> Bool {
    RuleSetLibrary.find(reference.id)?.digest == reference.digest
  }

  /// Rules lie where their id says.
  private static func name(_ reference: RuleSetReference) -> String { "\(reference.id).yaml" }
}

/// `tally plan schema`.
struct PlanSchema: ParsableCommand, WritesFile {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of plans, for editors that check and complete while one types.",
    discussion: """
      In a plan's first line: # yaml-language-server: $schema=plan.schema.json

      EXAMPLE:
        tally plan schema -o plan.schema.json
      """)

  @Option(
    name: [.customShort("o"), .customLong("output")], help: "The file (default: the screen).", completion: .file())
  var output: String?

  var answerFile: AnswerFile? { .named(output, as: .schema) }

  func run() throws {
    if let answerFile { try answerFile.write(RuleSetSchema.planJSON) } else { Process.answer(RuleSetSchema.planJSON) }
  }
}

extension PlanChange {
  /// `+ team lasr: 'LASR'`, safe to print.
  var line: String { "\(sign.rawValue) \(safeForPeople(words))\n" }
}

extension PlanChanges {
  /// A line for each change.
  var lines: String { changes.map(\.line).joined() }

  /// Says, to people, what the plan cannot do.
  func tellAside() {
    for note in notes { Process.tell("note: \(safeForPeople(note))") }
    for problem in problems { Process.tell("error: \(safeForPeople(problem))") }
  }
}
