import Foundation
import Scoring
import Yams

/// A plan as a file: `competition.yaml`.
public enum PlanFile {
  /// Reads and checks a plan. All findings come at once, in the order of the file; without an error there is a plan.
  public static func read(text: String, path: String) -> (Plan?, [Diagnostic]) {
    read(bytes: Array(text.utf8), path: path)
  }

  /// Reads and checks a plan from a file's bytes.
  public static func read(bytes: [UInt8], path: String) -> (Plan?, [Diagnostic]) {
    var early: [Diagnostic] = []
    guard let source = SourceText(bytes: bytes, file: path, report: { early.append($0) }),
      let root = StrictYAML(source: source, report: { early.append($0) }).root()
    else { return (nil, early.sorted()) }
    let file = FileReader(source: source)
    let plan = PlanReader(file: file).read(root)
    let all = file.diagnostics.sorted()
    return (all.areHarmless ? plan : nil, all)
  }
}

/// Makes a plan of a file's tree. A class: the parts of a plan refer to each other in both directions.
final class PlanReader {
  let file: FileReader
  var plan = Plan()
  /// What can be referred to, wherever in the file it stands.
  private(set) var challengeNames: Names = []
  private(set) var teamNames: Names = []
  private(set) var divisionNames: Names = []
  private(set) var tableNames: Names = []
  /// The challenges that have such a phase, once all are read.
  var withTrials: Set<Challenge.ID> = []
  var withFinal: Set<Challenge.ID> = []

  init(file: FileReader) { self.file = file }

  func read(_ root: Node) -> Plan? {
    guard let fields = file.fields(root, as: PlanVocabulary.plan) else { return nil }
    challengeNames = ids(fields["challenges"])
    teamNames = ids(fields["teams"])
    divisionNames = ids(fields["divisions"])
    tableNames = ids(fields["overall"])
    plan.file = file.source.file
    readHead(fields)
    readArenas(fields)
    readOfficials(fields)
    readDivisions(fields)
    readTeams(fields)
    readChallenges(fields)
    readTables(fields)
    readAwards(fields)
    if file.diagnostics.areHarmless { lookAtTheWhole() }
    return plan
  }

  /// The ids of a list, read ahead; what is wrong with them is told where the list is read.
  private func ids(_ node: Node?) -> Names {
    Names((node?.sequence.map(Array.init) ?? []).compactMap { $0.mapping?["id"]?.scalar?.string })
  }

  /// Remembers the first of a name; a second one is reported.
  func isFirst(_ kind: String, _ name: String, at node: Node) -> Bool {
    if plan.places[kind, name] != nil {
      file.error(node, "the \(kind) \(quoted(name)) is here twice; give one another id")
      return false
    }
    plan.places[kind, name] = file.place(node)
    return true
  }

  /// References in a list, each there once.
  func references(_ fields: Fields, _ name: String, among known: Names, _ what: String) -> [String] {
    var found: Names = []
    for node in fields.list(name) ?? [] {
      guard let id = file.reference(node, name, among: known, what) else { continue }
      if found.contains(id) { file.error(node, "the \(what) '\(id)' is here twice; keep it once") }
      found.insert(id)
    }
    return found.inOrder
  }
}

// MARK: The head

extension PlanReader {
  private func readHead(_ fields: Fields) {
    plan.name = fields.text("name") ?? ""
    plan.days = readDays(fields)
    plan.venue = fields.text("venue") ?? ""
    plan.timeZone = fields["time-zone"].flatMap(timeZone)
    for name in ["days", "time-zone"] { plan.places[name] = fields.place(name) }
    plan.protestWindow = fields.fields("protests")?.time("within")
  }

  private func readDays(_ fields: Fields) -> [String] {
    var days: [String] = []
    if fields["days"]?.sequence?.isEmpty ?? false {
      file.report(.error, fields.place("days"), "a competition of no days; name at least one")
    }
    for node in fields.list("days") ?? [] {
      guard let text = file.word(node, "days", example: "[2025-09-23]") else { continue }
      guard isCalendarDay(text) else {
        file.error(node, "\(quoted(text)) is no day of the calendar; write year-month-day, as in 2025-09-23")
        continue
      }
      if days.contains(text) {
        file.error(node, "the day \(text) is here twice; keep it once")
      } else if let last = days.last, text < last {
        file.error(node, "the day \(text) comes after \(last) in the list; put the days in order")
      } else {
        days.append(text)
      }
    }
    return days
  }

  private func isCalendarDay(_ text: String) -> Bool {
    guard let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/), let year = Int(match.1),
      let month = Int(match.2), let day = Int(match.3), (1900...2999).contains(year), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return (1...[31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]).contains(day)
  }

  /// A name of the IANA's list. Abbreviations (`CET`, `GMT+1`) are refused: they know no summer time.
  private func timeZone(_ node: Node) -> String? {
    guard let text = file.word(node, "time-zone", example: "Europe/London") else { return nil }
    let hasForm = text == "UTC" || text.wholeMatch(of: /[A-Za-z]+(\/[A-Za-z0-9_+-]+)+/) != nil
    if hasForm, TimeZone(identifier: text) != nil { return text }
    let known = TimeZone.knownTimeZoneIdentifiers
    // A machine without the list cannot tell; the form is all that is left to look at.
    if hasForm, known.isEmpty { return text }
    let city = known.first { $0.lowercased().hasSuffix("/" + text.lowercased()) }
    let remedy = (city ?? file.suggestion(for: text, among: known)).map { "did you mean '\($0)'?" }
    file.error(node, "there is no time zone \(quoted(text)); \(remedy ?? "write region/city, as in Europe/London")")
    return nil
  }
}
