extension Decision.Ruling {
  /// The word for each kind of ruling, in databases, exported logs and messages. Never changed, only added to.
  public enum Kind: String, CaseIterable, Sendable {
    case named, heldChallenge, plannedPhase, enteredTeam, enteredChallenge, withdrew, disqualified, retracted
    case locatedAt, preparedArena, appointed, formedDivision, grouped, allowedProtests
    case plannedOverall, plannedPart, plannedAward
    case scheduled, unscheduled, delayed
    case admitted, settled, filedProtest, decidedProtest, adopted, published, froze, revealed, thawed
    case openedFinal
  }

  /// The kind of ruling.
  public var kind: Kind {
    switch self {
    case .named: .named
    case .heldChallenge: .heldChallenge
    case .plannedPhase: .plannedPhase
    case .enteredTeam: .enteredTeam
    case .enteredChallenge: .enteredChallenge
    case .withdrew: .withdrew
    case .disqualified: .disqualified
    case .retracted: .retracted
    case .locatedAt: .locatedAt
    case .preparedArena: .preparedArena
    case .appointed: .appointed
    case .formedDivision: .formedDivision
    case .grouped: .grouped
    case .allowedProtests: .allowedProtests
    case .plannedOverall: .plannedOverall
    case .plannedPart: .plannedPart
    case .plannedAward: .plannedAward
    case .scheduled: .scheduled
    case .unscheduled: .unscheduled
    case .delayed: .delayed
    case .admitted: .admitted
    case .openedFinal: .openedFinal
    case .settled: .settled
    case .filedProtest: .filedProtest
    case .decidedProtest: .decidedProtest
    case .adopted: .adopted
    case .published: .published
    case .froze: .froze
    case .revealed: .revealed
    case .thawed: .thawed
    }
  }

  /// What files and databases carry of it, beside its kind; the order never changes.
  public var fields: [Field] {
    var writer = FieldWriter()
    switch self {
    case .named(let name, let days):
      writer.add("name", name)
      writer.add("days", days.joined(separator: " "))
    case .heldChallenge(let challenge, let title, let rules):
      writer.add("challenge", challenge)
      writer.add("title", title)
      writer.add("rules", rules)
    case .plannedPhase(let challenge, let plan):
      writer.add("challenge", challenge)
      writer.add(plan)
    case .enteredTeam(let team, let name, let affiliation):
      writer.add("team", team)
      writer.add("name", name)
      writer.add("affiliation", affiliation)
    case .enteredChallenge(let team, let challenge):
      writer.add("team", team)
      writer.add("challenge", challenge)
    case .withdrew(let team, let challenge, let reason), .disqualified(let team, let challenge, let reason):
      writer.add("team", team)
      writer.add("challenge", challenge)
      writer.add("reason", reason)
    case .retracted(let target, let reason):
      writer.add("target", target)
      writer.add("reason", reason)
    case .locatedAt(let venue, let timeZone):
      writer.add("venue", venue)
      writer.add("timeZone", timeZone)
    case .preparedArena(let arena):
      writer.add("arena", arena.id)
      writer.add("title", arena.title)
      writer.add("challenges", arena.challenges)
    case .appointed(let official):
      writer.add("name", official.name)
      writer.add("duties", official.duties.map(\.rawValue).joined(separator: " "))
    case .formedDivision(let division):
      writer.add("division", division.id)
      writer.add("title", division.title)
    case .grouped(let team, let divisions):
      writer.add("team", team)
      writer.add("divisions", divisions)
    case .allowedProtests(let window): writer.add("time", window)
    case .plannedOverall(let overall): writer.add(overall)
    case .plannedPart(let overall, let part):
      writer.add("overall", overall)
      writer.add(part)
    case .plannedAward(let award): writer.add(award)
    case .scheduled(let slot): writer.add(slot)
    case .unscheduled(let slot, let reason):
      writer.add("slot", slot)
      writer.add("reason", reason)
    case .delayed(let slots, let time, let reason):
      writer.add("slots", slots)
      writer.add("time", time)
      writer.add("reason", reason)
    case .admitted(let team, let challenge, let reason):
      writer.add("team", team)
      writer.add("challenge", challenge)
      writer.add("reason", reason)
    case .openedFinal(let opening):
      writer.add("challenge", opening.challenge)
      writer.add("run", opening.run)
      writer.add("heads", opening.heads.description)
    case .settled(let tie): writer.add(tie)
    case .filedProtest(let team, let subject, let text):
      writer.add("team", team)
      switch subject {
      case .run(let run): writer.add("run", run)
      case .decision(let decision): writer.add("target", decision)
      }
      writer.add("text", text)
    case .decidedProtest(let protest, let outcome, let reason):
      writer.add("protest", protest)
      writer.add("outcome", outcome.rawValue)
      writer.add("reason", reason)
    case .adopted(let challenge, let rules, let reason):
      writer.add("challenge", challenge)
      writer.add("rules", rules)
      writer.add("reason", reason)
    case .published(let publication): writer.add(publication)
    case .froze(let heads, let reason):
      writer.add("heads", heads.description)
      writer.add("reason", reason)
    case .revealed(let table, let place):
      writer.add(table)
      writer.add("place", place)
    case .thawed: break
    }
    return writer.fields
  }

  /// The ruling of this kind that these fields say.
  public init(kind: Kind, fields: [Field]) throws(FieldError) {
    var reader = FieldReader(fields)
    self = try Decision.Ruling(kind: kind, reader: &reader)
    try reader.end()
  }

  /// The same, where the reader holds more than the ruling.
  public init(kind: Kind, reader: inout FieldReader) throws(FieldError) {
    switch kind {
    case .named:
      let name = try reader.text("name")
      self = .named(name, days: try reader.text("days").split(separator: " ").map(String.init))
    case .heldChallenge:
      self = .heldChallenge(try reader.id("challenge"), title: try reader.text("title"), rules: try reader.rules())
    case .plannedPhase: self = .plannedPhase(try reader.id("challenge"), try reader.phasePlan())
    case .enteredTeam:
      self = .enteredTeam(
        try reader.id("team"), name: try reader.text("name"), affiliation: try reader.text("affiliation"))
    case .enteredChallenge: self = .enteredChallenge(try reader.id("team"), try reader.id("challenge"))
    case .withdrew:
      self = .withdrew(
        try reader.id("team"), from: try reader.optionalID("challenge"), reason: try reader.text("reason"))
    case .disqualified:
      self = .disqualified(
        try reader.id("team"), from: try reader.optionalID("challenge"), reason: try reader.text("reason"))
    case .retracted: self = .retracted(try reader.id("target"), reason: try reader.text("reason"))
    case .locatedAt: self = .locatedAt(venue: try reader.text("venue"), timeZone: try reader.text("timeZone"))
    case .preparedArena:
      self = .preparedArena(
        Arena(id: try reader.id("arena"), title: try reader.text("title"), challenges: try reader.ids("challenges")))
    case .appointed: self = .appointed(try reader.official())
    case .formedDivision:
      self = .formedDivision(Division(id: try reader.id("division"), title: try reader.text("title")))
    case .grouped: self = .grouped(try reader.id("team"), in: try reader.ids("divisions"))
    case .allowedProtests: self = .allowedProtests(within: Milliseconds(try reader.number("time")))
    case .plannedOverall: self = .plannedOverall(try reader.overall())
    case .plannedPart: self = .plannedPart(try reader.id("overall"), try reader.part())
    case .plannedAward: self = .plannedAward(try reader.award())
    case .scheduled: self = .scheduled(try reader.slot())
    case .unscheduled: self = .unscheduled(try reader.id("slot"), reason: try reader.text("reason"))
    case .delayed:
      self = .delayed(
        try reader.ids("slots"), by: Milliseconds(try reader.number("time")), reason: try reader.text("reason"))
    case .admitted:
      self = .admitted(try reader.id("team"), to: try reader.id("challenge"), reason: try reader.text("reason"))
    case .openedFinal:
      self = .openedFinal(
        FinalOpening(of: try reader.id("challenge"), with: try reader.id("run"), after: try reader.heads()))
    case .settled: self = .settled(try reader.tie())
    case .filedProtest:
      let team: Team.ID = try reader.id("team")
      let subject: Protest.Subject =
        reader.has("run") ? .run(try reader.id("run")) : .decision(try reader.id("target"))
      self = .filedProtest(team, against: subject, text: try reader.text("text"))
    case .decidedProtest:
      self = .decidedProtest(
        try reader.id("protest"), try reader.choice("outcome"), reason: try reader.text("reason"))
    case .adopted: self = .adopted(try reader.id("challenge"), try reader.rules(), reason: try reader.text("reason"))
    case .published: self = .published(try reader.publication())
    case .froze: self = .froze(try reader.heads(), reason: try reader.text("reason"))
    case .revealed: self = .revealed(try reader.place(), fromPlace: try reader.count("place"))
    case .thawed: self = .thawed
    }
  }
}

extension FieldWriter {
  fileprivate mutating func add(_ plan: PhasePlan) {
    add("phase", plan.phase.rawValue)
    add("runs", plan.runs)
    add("aggregation", plan.aggregation?.description)
    add("ranking", plan.ranking?.map(\.description).joined(separator: ", "))
    add("qualification", plan.qualification?.description)
    add("qualifiedFrom", plan.qualifiedFrom)
    add("finalRule", plan.finalRule?.description)
    add("slotLength", plan.slotLength)
    add("incomplete", plan.incomplete?.rawValue)
  }

  fileprivate mutating func add(_ overall: Overall) {
    add("overall", overall.id)
    add("title", overall.title)
    add("division", overall.division)
    add("order", overall.order.rawValue)
    add("rounding", overall.rounding?.description)
    add("ties", overall.ties.isEmpty ? nil : overall.ties.map(\.description).joined(separator: ", "))
  }

  fileprivate mutating func add(_ part: Overall.Part) {
    add("title", part.title)
    add("challenges", part.challenges)
    add("source", part.source.rawValue)
    add("value", part.value.description)
    add("combination", part.combination.description)
    add("normalised", part.normalised?.description)
    add("weight", part.weight.description)
    add("zeroBestIsFull", part.zeroBestIsFull)
  }

  fileprivate mutating func add(_ award: Award) {
    add("award", award.id)
    add("title", award.title)
    switch award.rule {
    case .best(let overall, let division):
      add("overall", overall)
      add("division", division)
    case .skill(let tag, let percent, let overall):
      add("tag", tag)
      add("percent", percent.description)
      add("overall", overall)
    }
  }

  fileprivate mutating func add(_ slot: Slot) {
    add("challenge", slot.challenge)
    add("phase", slot.phase.rawValue)
    add("team", slot.team)
    add("runNumber", slot.number)
    add("arena", slot.arena)
    add("from", moment: slot.startsAt)
    add("time", slot.length)
  }

  fileprivate mutating func add(_ place: Tie.Place) {
    switch place {
    case .phase(let challenge, let phase):
      add("challenge", challenge)
      add("phase", phase.rawValue)
    case .challenge(let challenge): add("challenge", challenge)
    case .overall(let overall): add("overall", overall)
    }
  }

  fileprivate mutating func add(_ tie: Tie) {
    add(tie.table)
    add("teams", tie.order)
    switch tie.method {
    case .runs(let runs): add("runs", runs)
    case .lots(let seed): add("seed", seed)
    case .jury: break
    }
    add("reason", tie.reason)
  }

  fileprivate mutating func add(_ publication: Publication) {
    add("revision", publication.revision)
    add("challenge", publication.challenge)
    add("isOfficial", publication.isOfficial)
    add("heads", publication.heads.description)
    add("code", publication.code)
    add("objections", publication.objections.isEmpty ? nil : publication.objections.joined(separator: "\n"))
    add("reason", publication.reason)
  }
}

extension FieldReader {
  fileprivate mutating func list<Value: LosslessStringConvertible>(
    _ name: String, _ what: String, _ forms: [String]
  ) throws(FieldError) -> [Value]? {
    guard let text = try optionalText(name) else { return nil }
    var values: [Value] = []
    for part in text.split(separator: ",") {
      let words = String(part.drop { $0 == " " })
      guard let value = Value(words) else {
        throw FieldError(name, "'\(words)' is no \(what); one of \(forms.joined(separator: ", "))")
      }
      values.append(value)
    }
    return values
  }

  fileprivate mutating func phasePlan() throws(FieldError) -> PhasePlan {
    PhasePlan(
      phase: try choice("phase"), runs: try optionalCount("runs"),
      aggregation: try optionalParsed("aggregation", Aggregation.forms),
      ranking: try list("ranking", "ranking key", RankingKey.forms),
      qualification: try optionalParsed("qualification", Qualification.forms),
      qualifiedFrom: try optionalID("qualifiedFrom"), finalRule: try optionalParsed("finalRule", FinalRule.forms),
      slotLength: try optionalTime("slotLength"), incomplete: try optionalChoice("incomplete"))
  }

  fileprivate mutating func official() throws(FieldError) -> Official {
    var official = Official(name: try text("name"), duties: [])
    for word in try text("duties").split(separator: " ") {
      guard let duty = Duty(rawValue: String(word)) else {
        throw FieldError(
          "duties", "'\(word)' is no duty; one of \(Duty.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      official.duties.append(duty)
    }
    return official
  }

  fileprivate mutating func overall() throws(FieldError) -> Overall {
    Overall(
      id: try id("overall"), title: try text("title"), division: try optionalID("division"),
      order: try choice("order"), rounding: try optionalParsed("rounding", ["STEP MODE"]),
      ties: try list("ties", "way to settle a tie", Overall.TieKey.forms) ?? [])
  }

  fileprivate mutating func part() throws(FieldError) -> Overall.Part {
    Overall.Part(
      title: try text("title"), challenges: try ids("challenges"), source: try choice("source"),
      value: try parsed("value", Overall.Value.forms), combination: try parsed("combination", Aggregation.forms),
      normalised: try optionalPoints("normalised"), weight: try points("weight"),
      zeroBestIsFull: try flag("zeroBestIsFull"))
  }

  fileprivate mutating func award() throws(FieldError) -> Award {
    let (award, title): (Award.ID, String) = (try id("award"), try text("title"))
    if has("tag") {
      return Award(
        id: award, title: title,
        rule: .skill(tag: try text("tag"), percent: try points("percent"), except: try optionalID("overall")))
    }
    return Award(id: award, title: title, rule: .best(of: try id("overall"), in: try optionalID("division")))
  }

  fileprivate mutating func slot() throws(FieldError) -> Slot {
    Slot(
      challenge: try id("challenge"), phase: try choice("phase"), team: try id("team"), number: try count("runNumber"),
      arena: try id("arena"), startsAt: try moment("from"), length: Milliseconds(try number("time")))
  }

  fileprivate mutating func place() throws(FieldError) -> Tie.Place {
    if has("overall") { return .overall(try id("overall")) }
    let challenge: Challenge.ID = try id("challenge")
    guard let phase: Phase = try optionalChoice("phase") else { return .challenge(challenge) }
    return .phase(challenge, phase)
  }

  fileprivate mutating func tie() throws(FieldError) -> Tie {
    let (table, teams): (Tie.Place, [Team.ID]) = (try place(), try ids("teams"))
    let method: Tie.Method =
      has("seed") ? .lots(seed: try text("seed")) : has("runs") ? .runs(try ids("runs")) : .jury
    return Tie(table: table, order: teams, method: method, reason: try text("reason"))
  }

  fileprivate mutating func heads() throws(FieldError) -> Heads {
    try parsed("heads", ["TERMINAL:ENTRIES:DECISIONS …"])
  }

  fileprivate mutating func publication() throws(FieldError) -> Publication {
    Publication(
      revision: try count("revision"), challenge: try optionalID("challenge"), isOfficial: try flag("isOfficial"),
      heads: try heads(), code: try text("code"),
      objections: try optionalText("objections")?.split(separator: "\n").map(String.init) ?? [],
      reason: try text("reason"))
  }
}
