public import Scoring
import Text
import Yams

/// A rule set as a file: the YAML that an organiser writes.
public enum RuleSetFile {
  /// Reads and checks a rule set. All findings come at once, in the order of the file; without an error there is a
  /// rule set.
  ///
  /// - Parameter linting: whether it is also looked at for what cannot be meant. Not so for a stored rule set: it was
  ///   looked at when it was new, and a linter that has learnt more since must not shut anybody out of a competition.
  public static func read(text: String, path: String, linting: Bool = true) -> (RuleSet?, [Diagnostic]) {
    read(bytes: Array(text.utf8), path: path, linting: linting)
  }

  /// Reads and checks a rule set from a file's bytes, which may not even be text.
  public static func read(bytes: [UInt8], path: String, linting: Bool = true) -> (RuleSet?, [Diagnostic]) {
    var early: [Diagnostic] = []
    guard let source = SourceText(bytes: bytes, file: path, report: { early.append($0) }),
      let root = StrictYAML(source: source, report: { early.append($0) }).root()
    else { return (nil, early.sorted()) }
    let file = FileReader(source: source)
    let parts = RuleSetReader(file: file)
    let ruleSet = parts.read(root)
    if linting, let ruleSet, file.diagnostics.areHarmless {
      RuleSetLinter(ruleSet: ruleSet, places: parts.places, file: file).lint()
    }
    let all = file.diagnostics.sorted()
    return (all.areHarmless ? ruleSet : nil, all)
  }
}

/// Where each part of a rule set stands in its file.
struct Places: Equatable, Sendable {
  private var places: [String: Place] = [:]
  subscript(_ parts: String...) -> Place? {
    get { places[parts.joined(separator: "\n")] }
    set { places[parts.joined(separator: "\n")] = newValue }
  }
}

/// Makes a rule set of a file's tree. A class: the parts of the file refer to each other, and what refers is resolved
/// when all is read.
final class RuleSetReader {
  let file: FileReader
  var places = Places()
  var ruleSet = RuleSet(id: "", title: "")
  /// What can only be resolved when all items, lists and groups are known.
  var pending: [() -> Void] = []
  /// The items that are divided by another, and what each sum is made of: known before conditions are read.
  var ratios: Set<String> = []
  var sums: [String: [String]] = [:]

  init(file: FileReader) { self.file = file }

  private(set) var itemNames: Names = []
  private(set) var listNames: Names = []

  func append(_ item: Item) {
    itemNames.insert(item.id.text)
    ruleSet.items.append(item)
  }

  func read(_ root: Node) -> RuleSet? {
    // What is pending refers to this reader, which would otherwise keep itself alive for ever.
    defer { pending = [] }
    guard let fields = file.fields(root, as: Vocabulary.ruleSet) else { return nil }
    readHead(fields)
    readRun(fields)
    readLists(fields)
    for (word, kind) in Vocabulary.itemGroups {
      for node in list(fields, word, atMost: Bounds.items) { readItem(node, kind: kind, objective: nil) }
    }
    if ruleSet.items.count > Bounds.items {
      file.error(root, "the rule set has \(ruleSet.items.count) items; at most \(Bounds.items) are allowed")
      return nil
    }
    readGroups(fields)
    readConditions(fields)
    for resolve in pending { resolve() }
    readRankings(fields)
    return ruleSet
  }

  func list(_ fields: Fields, _ name: String, atMost: Int) -> [Node] {
    fields[name].flatMap { file.list($0, name, atMost: atMost) } ?? []
  }

  /// Remembers the first of a name; a second one is reported.
  func isFirst(_ kind: String, _ name: String, at node: Node) -> Bool {
    if let first = places[kind, name] {
      file.error(node, "the \(kind) '\(name)' is here twice, first on line \(first.line); give one another id")
      return false
    }
    places[kind, name] = file.place(node)
    return true
  }
}

// MARK: The head

extension RuleSetReader {
  private func readHead(_ fields: Fields) {
    for name in fields.names { places[name] = fields.place(name) }
    if let node = fields["id"], let id = file.word(node, "id", example: "event-2025/challenge") {
      let parts = id.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      if parts.count == 2, parts.allSatisfy(isShortNameText) {
        ruleSet.id = RuleSet.ID(id)
        let path = file.source.file.split(separator: "/").suffix(2).joined(separator: "/")
        if path.contains("/"), path != id + ".yaml" {
          file.report(
            .warning, file.place(node), "the id '\(id)' is not where the file lies; call the file \(id).yaml")
        }
      } else {
        file.error(node, "the id \(quoted(id)) is no folder and name; write it as in event-2025/challenge")
      }
    }
    if let edition = fields.whole("edition") { ruleSet.edition = edition }
    if let title = fields.text("title") { ruleSet.title = title }
    if let competition = fields.text("competition") { ruleSet.competition = competition }
    if let changes = fields.text("changes", lines: true) { ruleSet.changes = changes }
    if let about = fields.text("about", lines: true) { ruleSet.about = about }
    if let node = fields["sources"] {
      for (name, key, value) in file.named(node, "sources") {
        guard let text = file.text(value, name) else { continue }
        places["source", name] = file.place(key)
        ruleSet.sources.append(RuleSet.Source(id: name, text: text))
      }
    }
    if let maximum = fields.number("stated-maximum") { ruleSet.statedMaximum = maximum }
    if let decimals = fields.whole("decimals") { ruleSet.decimals = decimals }
  }

  private func readRun(_ fields: Fields) {
    ruleSet.timeLimit = fields.time("time-limit")
    if let word = fields.choice("after-time-limit") { ruleSet.countsAfterTimeLimit = word == "counted" }
    ruleSet.preparation = fields.time("preparation")
    ruleSet.runs = fields.whole("runs")
    if let aggregation = fields["aggregation"].flatMap({ file.aggregation($0, "aggregation") }) {
      ruleSet.aggregation = aggregation
    }
    if let rank = fields.choice("disqualified").flatMap(DisqualifiedRank.init) { ruleSet.disqualified = rank }
    if let rule = fields.choice("incomplete").flatMap(IncompleteRule.init) { ruleSet.incomplete = rule }
    ruleSet.noShowPoints = fields.number("no-show")
    if let floor = fields.choice("modifier-floor").flatMap(ModifierFloor.init) { ruleSet.modifierFloor = floor }
    if let restart = fields.fields("restart") { readRestart(restart) }
    if let total = fields.fields("total") { readTotal(total) }
  }

  private func readRestart(_ fields: Fields) {
    var rule = RestartRule()
    if let node = fields["allowed"] {
      if node.scalar?.string == "unlimited" {
        rule.allowed = nil
      } else if node.scalar.map({ nearest(to: $0.string, among: ["unlimited"]) != nil }) ?? false {
        file.error(node, "'allowed' cannot be \(quoted(node.scalar?.string ?? "")); did you mean 'unlimited'?")
      } else if let count = file.whole(node, "allowed", in: 0...99) {
        rule.allowed = count
      }
    }
    if let node = fields["until"], let text = file.word(node, "until", example: "40 points") {
      if text.hasSuffix(" points"), let points = Points(String(text.dropLast(7))), !text.contains("/") {
        rule.untilPoints = file.bounded(points, node, "until")
      } else if let time = Milliseconds(text) {
        rule.untilTime = time
      } else {
        file.error(node, "'until' cannot be \(quoted(text)); write a number of points ('40 points') or a time (5:00)")
      }
    }
    if let earlier = fields.choice("earlier").flatMap(RestartRule.Earlier.init) { rule.earlier = earlier }
    if let penalty = fields.number("penalty") {
      rule.penalty = penalty
      if penalty > .zero {
        file.report(
          .error, fields.place("penalty"), "a restart that costs \(penalty) gives points; write -\(penalty)")
      }
    }
    if let only = fields.flag("penalty-only-if-scoring") { rule.penaltyOnlyIfScoring = only }
    if rule.allowed == 0, fields.names.count > 1 {
      file.report(
        .warning, fields.place("allowed"), "no restart is allowed, so the other rules of 'restart' never apply")
    }
    if rule.penaltyOnlyIfScoring, rule.penalty == .zero {
      file.report(
        .warning, fields.place("penalty-only-if-scoring"), "there is no penalty that this could be about; add 'penalty'"
      )
    }
    ruleSet.restart = rule
  }

  private func readTotal(_ fields: Fields) {
    var rule = TotalRule()
    if let nodes = fields.list("order") {
      let words = TotalRule.Step.allCases.map(\.rawValue)
      let steps = nodes.compactMap { file.choice($0, "order", among: words).flatMap(TotalRule.Step.init) }
      if steps.count == nodes.count {
        if Set(steps).count == words.count, steps.count == words.count {
          rule.order = steps
        } else {
          file.report(
            .error, fields.place("order"), "'order' must name each step once; write all of \(oneOf(words, "and"))")
        }
      }
    }
    rule.floor = fields.number("floor")
    rule.cap = fields.number("cap")
    if let floor = rule.floor, let cap = rule.cap, floor > cap {
      file.report(.error, fields.place("floor"), "the floor \(floor) is above the cap \(cap); swap them")
    }
    rule.rounding = fields.fields("round").flatMap(readRounding)
    if let lines = fields.flag("round-lines") { rule.roundsLines = lines }
    if rule.roundsLines, !fields.has("round") {
      file.report(
        .error, fields.place("round-lines"), "lines cannot be rounded without a way; add 'round: {to: 1, how: half-up}'"
      )
    }
    ruleSet.total = rule
  }

  func readRounding(_ fields: Fields) -> Rounding? { file.rounding(fields) }
}

// MARK: Lists, groups, checks, rankings

extension RuleSetReader {
  private func readLists(_ fields: Fields) {
    guard let node = fields["instances"] else { return }
    for (name, key, value) in file.named(node, "instances") {
      places["list", name] = file.place(key)
      listNames.insert(name)
      let entries = readTitled(value, name, "instance", in: name)
      if entries.isEmpty, value.sequence?.isEmpty ?? false {
        file.error(value, "the list '\(name)' is empty; name at least one entry")
      }
      ruleSet.instances.append(
        InstanceList(
          id: InstanceList.ID(name),
          instances: entries.map { Instance(id: Instance.ID($0.id), title: $0.title) }))
    }
  }

  /// A list of names, or of names with titles.
  func readTitled(_ node: Node, _ name: String, _ what: String, in owner: String) -> [(id: String, title: String)] {
    var entries: [(id: String, title: String)] = []
    for element in file.list(node, name, atMost: Bounds.instances) ?? [] {
      var id: String?
      var title: String?
      if element.mapping != nil {
        guard let fields = file.fields(element, as: Vocabulary.titledWords) else { continue }
        id = fields.id("id")
        title = fields.text("title")
      } else {
        id = file.id(element, name)
      }
      guard let id else { continue }
      if entries.contains(where: { $0.id == id }) {
        file.error(element, "the \(what) '\(id)' is in '\(owner)' twice; give one another id")
        continue
      }
      entries.append((id, title ?? RuleSetReader.title(from: id)))
    }
    return entries
  }

  /// `table-1` as people read it: Table 1.
  static func title(from id: String) -> String {
    let words = id.split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private func readGroups(_ fields: Fields) {
    for node in list(fields, "groups", atMost: Bounds.groups) {
      guard let fields = file.fields(node, as: Vocabulary.group), let id = fields.id("id"),
        isFirst("group", id, at: fields["id"]!)
      else { continue }
      var group = Group(id: Group.ID(id), title: fields.text("title") ?? RuleSetReader.title(from: id), items: [])
      for node in fields.list("items") ?? [] {
        guard let item = file.reference(node, "items", among: itemNames, "item") else { continue }
        if group.items.contains(Item.ID(item)) {
          file.error(node, "the item '\(item)' is in the group '\(id)' twice; keep it once")
        } else {
          group.items.append(Item.ID(item))
          places["group", id, item] = file.place(node)
        }
      }
      if fields["items"]?.sequence?.isEmpty ?? false { file.error(node, "the group '\(id)' has no items; name some") }
      if let keep = fields["keep"] { group.keep = readKeep(keep) ?? .all }
      if let per = fields["per"].flatMap({ file.reference($0, "per", among: listNames, "list") }) {
        group.per = InstanceList.ID(per)
      }
      group.voidAbove = fields.whole("void-above")
      group.cap = fields.number("cap")
      group.floor = fields.number("floor")
      for name in fields.names { places["group", id, "." + name] = fields.place(name) }
      ruleSet.groups.append(group)
    }
  }

  private func readKeep(_ node: Node) -> Group.Keep? {
    guard let text = file.word(node, "keep", example: "best 1") else { return nil }
    func count(after prefix: String) -> Int? {
      guard text.hasPrefix(prefix), let count = Int(text.dropFirst(prefix.count)), (1...Bounds.items).contains(count),
        "\(count)" == text.dropFirst(prefix.count)
      else { return nil }
      return count
    }
    if text == "all" { return .all }
    if text == "until-first-gap" { return .untilFirstGap }
    if let count = count(after: "best ") { return .best(count) }
    if let count = count(after: "worst ") { return .worst(count) }
    file.error(node, "'keep' cannot be \(quoted(text)); it can be all, best N, worst N or until-first-gap")
    return nil
  }

  private func readConditions(_ fields: Fields) {
    for node in list(fields, "checks", atMost: Bounds.list) {
      guard let fields = file.fields(node, as: Vocabulary.check), let id = fields.id("id"),
        isFirst("check", id, at: fields["id"]!)
      else { continue }
      guard let when = fields["when"].flatMap({ readCondition($0, "when") }), let message = fields.text("message")
      else {
        continue
      }
      let per = fields["per"].flatMap { file.reference($0, "per", among: listNames, "list") }
      places["check", id, "per"] = fields.place("per")
      ruleSet.checks.append(
        Check(id: Check.ID(id), when: when, per: per.map { InstanceList.ID($0) }, message: message))
    }
    if let node = fields["stop-when"] { ruleSet.stopWhen = readCondition(node, "stop-when") }
  }

  private func readRankings(_ fields: Fields) {
    if let nodes = fields.list("ranking") {
      ruleSet.ranking = readKeys(nodes, "ranking")
      if nodes.isEmpty {
        file.report(.error, fields.place("ranking"), "the ranking has no key; write one, as in [most points]")
      }
    }
    guard let node = fields["other-rankings"] else { return }
    for (name, key, value) in file.named(node, "other-rankings") {
      guard let nodes = file.list(value, name) else { continue }
      if nodes.isEmpty { file.error(key, "the ranking '\(name)' has no key; write one, as in [most points]") }
      ruleSet.otherRankings.append(RuleSet.NamedRanking(name: name, keys: readKeys(nodes, name)))
    }
  }

  private func readKeys(_ nodes: [Node], _ name: String) -> [RankingKey] {
    nodes.enumerated().compactMap { index, node in
      guard let key = file.rankingKey(node, name, items: itemNames.inOrder) else { return nil }
      places["ranking", name, "\(index)"] = file.place(node)
      if case .item(let item) = key.measure, ruleSet.item(item) == nil {
        // The fixed words are as likely to be misspelt as an item's name.
        let verb = key.greaterIsBetter ? "most" : "fewest"
        let known = itemNames.inOrder + ["points", "achievements", "penalised"]
        if let near = file.suggestion(for: item.text, among: known) {
          file.error(node, "there is nothing called \(quoted(item.text)) to rank by; did you mean '\(verb) \(near)'?")
        } else {
          file.missing(item.text, at: file.place(node), among: itemNames.inOrder, "item")
        }
        return nil
      }
      return key
    }
  }
}

extension FileReader {
  /// A way to round: `{to: 1, how: half-up}`.
  func rounding(_ fields: Fields) -> Rounding? {
    guard let step = fields.number("to"), let mode = fields.choice("how").flatMap(RoundingMode.init) else { return nil }
    guard step > .zero else {
      report(
        .error, fields.place("to"), "'to' is \(step); numbers are rounded to multiples of something above zero")
      return nil
    }
    return Rounding(to: step, mode)
  }

  func aggregation(_ node: Node, _ name: String) -> Aggregation? {
    guard let text = word(node, name, example: "best") else { return nil }
    if let aggregation = Aggregation(text) { return aggregation }
    if let count = text.firstMatch(of: /^best ([1-9][0-9]?)( (of|out of) [0-9]+)?$/)?.1 {
      error(
        node, "'\(name)' cannot be \(quoted(text)); did you mean 'sum of best \(count)' or 'mean of best \(count)'?")
      return nil
    }
    let near = suggestion(for: text, among: Aggregation.forms)
    error(
      node,
      "'\(name)' cannot be \(quoted(text)); "
        + (near.map { "did you mean '\($0)'?" } ?? "it can be \(oneOf(Aggregation.forms))"))
    return nil
  }

  func rankingKey(_ node: Node, _ name: String, items: [String] = []) -> RankingKey? {
    guard let text = word(node, name, example: "[most points]") else { return nil }
    if let key = RankingKey(text) { return key }
    let near =
      meant(text, items)
      ?? suggestion(
        for: text, among: RankingKey.forms.filter { !$0.hasSuffix("ITEM") } + ["longest time", "fewest points"])
    error(
      node,
      "\(quoted(text)) is no key of a ranking; "
        + (near.map { "did you mean '\($0)'?" } ?? "it can be \(oneOf(RankingKey.forms))"))
    return nil
  }

  /// "Fewer bumps" as a key says it: `fewest bump`.
  private func meant(_ text: String, _ items: [String]) -> String? {
    let words = text.lowercased().split(separator: " ").map(String.init)
    // In a list in one line, a comma begins a key of its own.
    if words.first == "to", RankingKey("shortest time " + words.joined(separator: " ")) != nil {
      return "shortest time \(words.joined(separator: " "))"
    }
    guard let first = words.first, words.count > 1 else { return nil }
    let verb: String
    switch first {
    case "fewer", "less", "least", "lowest", "fewest", "minimum": verb = "fewest"
    case "more", "highest", "greatest", "most", "maximum", "best": verb = "most"
    default: return nil
    }
    let known = items + ["points", "achievements", "penalised"]
    return suggestion(for: words.dropFirst().joined(separator: "-"), among: known).map { "\(verb) \($0)" }
  }
}
