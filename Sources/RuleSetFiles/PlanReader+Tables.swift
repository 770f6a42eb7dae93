import Scoring
import Text
import Yams

/// Tables over several challenges, and awards.
extension PlanReader {
  func readTables(_ fields: Fields) {
    for node in fields.list("overall") ?? [] {
      guard let fields = file.fields(node, as: PlanVocabulary.table), let id = fields.id("id"),
        isFirst("overall table", id, at: fields["id"]!)
      else { continue }
      var table = Overall(id: Overall.ID(id), title: fields.text("title") ?? "")
      table.division = division(fields)
      if let order = fields.choice("order").flatMap(Overall.Order.init) { table.order = order }
      table.rounding = fields.fields("round").flatMap(file.rounding)
      if fields["parts"]?.sequence?.isEmpty ?? false {
        file.report(.error, fields.place("parts"), "an overall table of no parts; name at least one")
      }
      table.parts = (fields.list("parts") ?? []).enumerated().compactMap { readPart($1, of: id, $0 + 1) }
      table.ties = readTies(fields, parts: fields["parts"]?.sequence?.count ?? 0)
      plan.overalls.append(table)
    }
  }

  private func division(_ fields: Fields) -> Division.ID? {
    fields["division"].flatMap { file.reference($0, "division", among: divisionNames, "division") }
      .map { Division.ID($0) }
  }

  private func readTies(_ fields: Fields, parts: Int) -> [Overall.TieKey] {
    var keys: [Overall.TieKey] = []
    if fields["ties"]?.sequence?.isEmpty ?? false {
      file.report(.error, fields.place("ties"), "'ties' names nothing; leave it out where equal teams share a place")
    }
    for node in fields.list("ties") ?? [] {
      guard let key: Overall.TieKey = file.words(node, "ties", examples: ["most first places", "part 1"]) else {
        continue
      }
      if case .part(let number) = key, number > parts {
        file.error(node, "there is no part \(number); the table has \(counted(parts, "part"))")
      } else if keys.contains(key) {
        file.error(node, "'\(key)' is here twice; keep it once")
      } else {
        keys.append(key)
      }
    }
    return keys
  }

  private func readPart(_ node: Node, of table: String, _ number: Int) -> Overall.Part? {
    guard let fields = file.fields(node, as: PlanVocabulary.part) else { return nil }
    plan.places["part", table, "\(number)"] = file.place(node)
    for name in fields.names { plan.places["part", table, "\(number)", name] = fields.place(name) }
    var part = Overall.Part(title: fields.text("title") ?? "")
    if let node = fields["challenges"] {
      if node.sequence == nil {
        _ = file.choice(node, "challenges", among: ["all"])
      } else if node.sequence?.isEmpty ?? false {
        file.error(node, "a part of no challenge; name one, or write challenges: all")
      } else {
        part.challenges = references(fields, "challenges", among: challengeNames, "challenge").map { Challenge.ID($0) }
      }
    }
    if let source = fields.choice("of").flatMap(Overall.Source.init) { part.source = source }
    if let node = fields["value"] {
      part.value =
        file.words(
          node, "value", examples: ["points", "points to 100", "achievements to 50", "league 10 8 6 5 4 3 2 1"])
        ?? .points
    }
    if let combination = fields["combine"].flatMap({ file.aggregation($0, "combine") }) {
      part.combination = combination
    }
    part.normalised = fields.number("to")
    if let best = part.normalised, best <= .zero {
      file.error(fields["to"]!, "'to' is \(best); the best team's value becomes something above zero, as in to: 100")
    }
    if let weight = fields["weight"].flatMap(readWeight) { part.weight = weight }
    part.zeroBestIsFull = fields.choice("zero-best") == "full"
    return part
  }

  /// A factor, or a percentage.
  private func readWeight(_ node: Node) -> Points? {
    let isPercent = node.scalar?.string.hasSuffix("%") ?? false
    guard let weight = isPercent ? percent(node, "weight", most: 1000).map({ $0 / 100 }) : file.number(node, "weight")
    else { return nil }
    guard weight > .zero, weight <= 1000 else {
      file.error(node, "'weight' is \(weight); write one above zero and up to 1000, as in weight: 50%")
      return nil
    }
    return weight
  }

  private func percent(_ node: Node, _ name: String, most: Int) -> Points? {
    guard let text = file.word(node, name, example: "75%") else { return nil }
    guard text.wholeMatch(of: /[0-9]{1,6}(\.[0-9]{1,2})?%/) != nil, let value = Points(String(text.dropLast())) else {
      file.error(
        node, "'\(name)' must be a percentage with two decimals at most, not \(quoted(text)); write \(name): 75%")
      return nil
    }
    guard value > .zero, value <= Points(most) else {
      file.error(node, "'\(name)' is \(value)%; write more than 0% and \(most)% at most")
      return nil
    }
    return value
  }

  func readAwards(_ fields: Fields) {
    for node in fields.list("awards") ?? [] {
      guard let fields = file.fields(node, as: PlanVocabulary.award), let id = fields.id("id"),
        isFirst("award", id, at: fields["id"]!)
      else { continue }
      guard let rule = readRule(fields) else { continue }
      plan.awards.append(Award(id: Award.ID(id), title: fields.text("title") ?? "", rule: rule))
    }
  }

  private func readRule(_ fields: Fields) -> Award.Rule? {
    guard fields.has("best-of") != fields.has("skill") else {
      file.error(
        fields.node,
        fields.has("skill")
          ? "an award for the best of a table or for a skill, not for both; leave out 'best-of' or 'skill'"
          : "an award that nobody can get; say 'best-of: TABLE', or 'skill: TAG' and 'at-least: 75%'")
      return nil
    }
    func refuse(_ words: [String], of other: String) {
      for word in words where fields.has(word) {
        file.report(.error, fields.place(word), "'\(word)' belongs to an award with '\(other)'; leave it out here")
      }
    }
    if fields.has("best-of") {
      refuse(["at-least", "not-for"], of: "skill")
      return table(fields, "best-of").map { .best(of: $0, in: division(fields)) }
    }
    refuse(["division"], of: "best-of")
    let tag = fields.id("skill") ?? ""
    plan.places["award", fields.id("id") ?? "", "skill"] = fields["skill"].map(file.place)
    let except = fields.has("not-for") ? table(fields, "not-for") : nil
    guard let node = fields["at-least"] else {
      file.error(fields.node, "a skill without a measure; add 'at-least: 75%'")
      return nil
    }
    return percent(node, "at-least", most: 100).map { .skill(tag: tag, percent: $0, except: except) }
  }

  private func table(_ fields: Fields, _ name: String) -> Overall.ID? {
    fields[name].flatMap { file.reference($0, name, among: tableNames, "overall table") }.map { Overall.ID($0) }
  }
}
