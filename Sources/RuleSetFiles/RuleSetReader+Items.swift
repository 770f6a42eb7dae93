import Scoring
import Text
import Yams

extension RuleSetReader {
  /// Reads an item, then its modifiers. An item whose id can be read is kept even if something else is wrong, so that
  /// what refers to it is not reported as well.
  func readItem(_ node: Node, kind: Item.Kind, objective: Item?) {
    let shape = objective == nil ? Vocabulary.item : Vocabulary.modifier
    guard let fields = file.fields(node, as: shape), let id = fields.id("id"), isFirst("item", id, at: fields["id"]!)
    else { return }
    if id == "completed" || id == Item.ID.start.text {
      let user = id == "completed" ? "conditions use" : "spans of time use"
      file.error(fields["id"]!, "an item cannot be called '\(id)', which \(user); give it another id")
    }
    for name in fields.names { places["item", id, name] = fields.place(name) }
    if fields.has("divided-by") { ratios.insert(id) }
    if let parts = fields["quantity"]?.mapping?["sum"]?.sequence { sums[id] = parts.compactMap { $0.scalar?.string } }
    // A modifier is of its objective's kind, unless it has a unit: then its quantity is measured, as in 60 %.
    let kind = objective != nil && fields.has("unit") ? Item.Kind.measurement : kind
    var item = Item(id: Item.ID(id), kind: kind, title: fields.text("title") ?? "", origin: Origin(.house, ""))
    item.modifies = objective?.id
    if let origin = fields["source"].flatMap(readOrigin) ?? objective?.origin { item.origin = origin }
    readPlace(fields, of: &item, objective: objective)
    readQuantity(fields, of: &item)
    readWorth(fields, of: &item)
    readLimits(fields, of: &item)
    let position = ruleSet.items.count
    append(item)
    readReferences(fields, ofItemAt: position)
    if objective == nil, let nodes = fields["modifiers"].flatMap({ file.list($0, "modifiers", atMost: Bounds.items) }) {
      let objective = ruleSet.items[position]
      for node in nodes { readItem(node, kind: kind, objective: objective) }
    }
  }

  private func readOrigin(_ node: Node) -> Origin? {
    guard let text = file.word(node, "source", example: "house why") else { return nil }
    let parts = text.split(separator: " ", maxSplits: 1)
    let words = Origin.Standing.allCases.map(\.rawValue)
    // "house, because …" and "official sheet, page 3" are how people write.
    func word(_ part: Substring?) -> String { part.map { String($0.last == "," ? $0.dropLast() : $0) } ?? "" }
    guard let standing = Origin.Standing(rawValue: word(parts.first)) else {
      let first = word(parts.first)
      let near =
        ruleSet.sources.contains { $0.id == first }
        ? "official \(first)" : parts.first.flatMap { file.suggestion(for: String($0), among: words) }
      file.error(
        node,
        "'source' cannot begin with \(quoted(parts.first.map(String.init) ?? "")); "
          + (near.map { "did you mean '\($0)'?" } ?? "it begins with official, lineage or house"))
      return nil
    }
    let rest = parts.count > 1 ? String(parts[1]) : ""
    switch standing {
    case .official:
      let name = word(rest.split(separator: " ").first)
      let known = ruleSet.sources.map(\.id)
      if rest.isEmpty {
        file.error(node, "'official' without a citation; write official, a name from 'sources' and the place")
      } else if !known.contains(name) {
        file.missing(name, at: file.place(node), among: known, "source")
      }
    case .lineage where rest.isEmpty:
      file.error(node, "'lineage' without a citation; write which rulebook the wording is from")
    case .house where rest.isEmpty:
      file.report(.hint, file.place(node), "'house' alone does not say why; add a few words for the organisers")
    case .lineage, .house: break
    }
    return file.text(node, "source").map { _ in Origin(standing, rest) }
  }

  private func readPlace(_ fields: Fields, of item: inout Item, objective: Item?) {
    item.per = objective?.per
    if let node = fields["per"], let per = file.reference(node, "per", among: listNames, "list") {
      if let objective, objective.per?.text != per {
        file.error(
          node,
          "a modifier per \(per) of an item \(objective.per.map { "per \($0)" } ?? "without 'per'"); leave 'per' out here"
        )
      } else {
        item.per = InstanceList.ID(per)
      }
    }
    if let node = fields["key"] {
      // A digit is read here as it stands.
      let text = node.scalar?.string ?? ""
      if let key = text.first, text.utf8.count == 1, key.isLetter || key.isNumber {
        item.key = key
      } else {
        file.error(node, "'key' must be one letter or digit, not \(file.description(of: node)); write key: d")
      }
    }
    item.tags = (fields.list("tags") ?? []).compactMap { file.id($0, "tags") }
    item.rulings = (fields.list("rulings") ?? []).compactMap { file.text($0, "rulings") }
  }

  private func readQuantity(_ fields: Fields, of item: inout Item) {
    if let node = fields["quantity"], node.mapping == nil {
      let words = Vocabulary.quantityWords
      if let word = file.choice(node, "quantity", among: words.map(\.word)) {
        item.quantity = words.first { $0.word == word }!.value
      }
    } else if let node = fields["quantity"]?.mapping,
      node.contains(where: { ["from", "to", "to-last"].contains($0.key.scalar?.string) })
    {
      // The items are resolved later; the unit is known now.
      item.quantity = .elapsed(from: "", to: "")
    } else if fields.has("quantity") {
      item.quantity = .sum(of: [])
    }
    let isMeasured = item.kind == .measurement || item.kind == .judgement
    switch item.quantity {
    case .elapsed, .timeLeft, .timeUsed: item.unit = .seconds
    case .entries, .automatic, .sum, .restarts: break
    }
    for word in ["unit", "scale", "reversed", "combine"] where fields.has(word) {
      if !isMeasured {
        file.report(.error, fields.place(word), "'\(word)' belongs to measurements and judgements; move the item there")
      } else if item.quantity != .entries {
        file.report(.error, fields.place(word), "'\(word)' of a quantity that nobody enters; remove it")
      }
    }
    if let unit = fields.choice("unit").flatMap(Unit.init), isMeasured { item.unit = unit }
    if let node = fields["scale"] { item.scale = readScale(node) }
    if let reversed = fields.flag("reversed") {
      item.reversed = reversed
      if reversed, !fields.has("scale") {
        file.report(.error, fields.place("reversed"), "a reversed question without a scale; add 'scale: 1 to 5'")
      }
    }
    item.combined = item.kind == .measurement ? .last : .mean
    if let word = fields.choice("combine") { item.combined = Vocabulary.combinations.first { $0.word == word }!.value }
    item.quantityRounding = fields.fields("round-quantity").flatMap(readRounding)
  }

  private func readScale(_ node: Node) -> ClosedRange<Points>? {
    guard let text = file.word(node, "scale", example: "1 to 5") else { return nil }
    let ends = text.split(separator: " ", omittingEmptySubsequences: false)
    guard ends.count == 3, ends[1] == "to", !text.contains("/"), let low = Points(String(ends[0])),
      let high = Points(String(ends[2]))
    else {
      file.error(node, "'scale' cannot be \(quoted(text)); write the least and the greatest value, as in 1 to 5")
      return nil
    }
    guard file.bounded(low, node, "scale") != nil, file.bounded(high, node, "scale") != nil else { return nil }
    guard low < high else {
      file.error(node, "the scale \(quoted(text)) ends where it begins or below; write the least value first")
      return nil
    }
    return low...high
  }

  private func readLimits(_ fields: Fields, of item: inout Item) {
    item.limit = fields.whole("max")
    item.voidAbove = fields.whole("void-above")
    if let flag = fields.flag("exempt") { item.isExempt = flag }
    if let flag = fields.flag("survives-restart") { item.survivesRestart = flag }
    if fields.has("disqualifies"), item.kind != .disqualifying {
      file.report(
        .error, fields.place("disqualifies"), "'disqualifies' belongs to disqualifying behaviours; move the item there")
    }
  }
}

// MARK: What it is worth

extension RuleSetReader {
  private func readWorth(_ fields: Fields, of item: inout Item) {
    if fields.has("rows") || fields.has("columns") {
      for word in ["levels", "tiers", "line", "percent", "factor"] where fields.has(word) { alone(word, fields) }
      readTable(fields, of: &item)
      return
    }
    let words = ["points", "levels", "tiers", "line", "percent", "factor"].filter(fields.has)
    for word in words.dropFirst() { alone(word, fields) }
    if fields.has("of"), !fields.has("levels") {
      file.report(.error, fields.place("of"), "'of' belongs to levels with 'percent'; remove it")
    }
    switch words.first {
    case "points": readPoints(fields, of: &item)
    case "levels": readLevels(fields, of: &item)
    case "tiers":
      let tiers = (fields.list("tiers") ?? []).compactMap { node -> Worth.Tier? in
        guard let tier = file.fields(node, as: Vocabulary.tier), let points = tier.number("points") else { return nil }
        let bound = tier["up-to"].flatMap { file.quantity($0, "up-to", in: item.unit) }
        return tier.has("up-to") && bound == nil ? nil : Worth.Tier(upTo: bound, points: points)
      }
      check(fields, "tiers", atLeast: 1)
      item.worth = .tiers(tiers)
    case "line":
      let corners = (fields.list("line") ?? []).compactMap { node -> Worth.Corner? in
        guard let corner = file.fields(node, as: Vocabulary.corner), let points = corner.number("points"),
          let value = corner["at"].flatMap({ file.quantity($0, "at", in: item.unit) })
        else { return nil }
        return Worth.Corner(value: value, points: points)
      }
      check(fields, "line", atLeast: 2)
      item.worth = .line(corners)
    case "percent":
      guard let percent = fields.fields("percent"), let each = percent.number("each") else { return }
      let base = readBase(percent, of: item)
      let cap = percent.number("cap")
      if let cap, cap < .zero {
        file.report(
          .error, percent.place("cap"), "the cap \(cap) is below zero; write how many per cent at most, as in 20")
      }
      item.worth = .percent(each, of: base, cap: cap)
    case "factor":
      guard let factor = fields.fields("factor"), let each = factor.number("each") else { return }
      let base = readBase(factor, of: item)
      if base == .maximum {
        file.report(.error, factor.place("of"), "a factor of the maximum; take a percentage, or a factor of the run")
      }
      if each < .zero {
        file.report(
          .error, factor.place("each"), "the factor \(each) turns points around; write a factor of zero or more")
      }
      item.worth = .factor(each, of: base, floor: factor.number("floor"))
    default: break
    }
  }

  private func alone(_ word: String, _ fields: Fields) {
    file.report(
      .error, fields.place(word),
      "'\(word)' beside another worth; keep one of points, levels, rows and columns, tiers, line, percent, factor")
  }

  private func check(_ fields: Fields, _ name: String, atLeast count: Int) {
    guard let found = fields[name]?.sequence?.count, found < count else { return }
    file.report(
      .error, fields.place(name),
      "'\(name)' has \(found == 0 ? "no entry" : "one entry"); write at least \(count == 1 ? "one" : "two")")
  }

  private func readPoints(_ fields: Fields, of item: inout Item) {
    guard let node = fields["points"] else { return }
    if node.mapping != nil {
      file.error(node, "'points' must be a number or a list of numbers, not keys and values; write points: 100")
    } else if node.sequence != nil {
      let nodes = fields.list("points") ?? []
      check(fields, "points", atLeast: 1)
      item.worth = .table(nodes.compactMap { file.number($0, "points") })
    } else if let points = file.number(node, "points") {
      item.worth = .each(points)
    }
  }

  private func readLevels(_ fields: Fields, of item: inout Item) {
    let whole = fields.number("of")
    var usesPercent = false
    item.worth = .levels
    check(fields, "levels", atLeast: 1)
    for node in fields["levels"].flatMap({ file.list($0, "levels", atMost: Bounds.levels) }) ?? [] {
      guard let level = file.fields(node, as: Vocabulary.level), let id = level.id("id") else { continue }
      if item.levels.contains(where: { $0.id.text == id }) {
        file.error(level["id"]!, "the level '\(id)' is in '\(item.id)' twice; give one another id")
        continue
      }
      places["item", item.id.text, "level " + id] = file.place(node)
      var points = level.number("points") ?? .zero
      if let percent = level.number("percent") {
        usesPercent = true
        if level.has("points") {
          file.report(.error, level.place("percent"), "a level with both 'points' and 'percent'; keep one of them")
        } else if let whole {
          points = whole * percent / 100
        } else if !fields.has("of") {
          file.report(.error, level.place("percent"), "'percent' of nothing; add 'of: 800' to the item")
        }
      }
      item.levels.append(
        Item.Level(
          id: Item.Level.ID(id), title: level.text("title") ?? RuleSetReader.title(from: id), points: points,
          count: level.whole("count") ?? 1))
    }
    if fields.has("of"), !usesPercent {
      file.report(.error, fields.place("of"), "'of' and no level with 'percent'; remove it")
    }
  }

  private func readTable(_ fields: Fields, of item: inout Item) {
    item.worth = .levels
    guard let rowNode = fields["rows"], let columnNode = fields["columns"], let node = fields["points"] else {
      for word in ["rows", "columns", "points"] where !fields.has(word) {
        file.error(fields.node, "a table without '\(word)'; it needs rows, columns and points")
      }
      return
    }
    let rows = readTitled(rowNode, "rows", "row", in: item.id.text)
    let columns = readTitled(columnNode, "columns", "column", in: item.id.text)
    check(fields, "rows", atLeast: 1)
    check(fields, "columns", atLeast: 1)
    guard let lines = file.list(node, "points") else { return }
    guard rows.count * columns.count <= Bounds.levels else {
      file.error(node, "the table has \(rows.count * columns.count) levels; at most \(Bounds.levels) are allowed")
      return
    }
    if lines.count != rows.count {
      file.error(
        node,
        "'points' has \(counted(lines.count, "list")) for \(counted(rows.count, "row")); write one list for each row")
    }
    for (row, line) in zip(rows, lines) {
      guard let cells = file.list(line, "points") else { continue }
      if cells.count != columns.count {
        file.error(
          line,
          "the row '\(row.id)' has \(counted(cells.count, "number")) for \(counted(columns.count, "column")); "
            + "write one for each column")
      }
      for (column, cell) in zip(columns, cells) {
        guard let points = file.number(cell, "points") else { continue }
        item.levels.append(
          Item.Level(
            id: Item.Level.ID("\(row.id)/\(column.id)"), title: "\(row.title), \(column.title)", points: points))
      }
    }
  }

  private func readBase(_ fields: Fields, of item: Item) -> Worth.Base {
    let standard: Worth.Base = item.modifies == nil ? .run : .objective
    guard let node = fields["of"] else { return standard }
    if node.mapping != nil {
      guard let reference = file.fields(node, as: Vocabulary.groupReference), let name = reference.id("group") else {
        return standard
      }
      let place = reference.place("group")
      pending.append { [self] in
        if !ruleSet.groups.contains(where: { $0.id.text == name }) {
          file.missing(name, at: place, among: ruleSet.groups.map(\.id.text), "group")
        }
      }
      return .group(Group.ID(name))
    }
    guard let word = file.choice(node, "of", among: Vocabulary.baseWords.map(\.word)) else { return standard }
    let base = Vocabulary.baseWords.first { $0.word == word }!.value
    if base == .objective, item.modifies == nil {
      file.error(node, "'of: objective' in an item that modifies none; take run, maximum or {group: …}")
    }
    return base
  }
}

// MARK: What refers to other items

extension RuleSetReader {
  private func readReferences(_ fields: Fields, ofItemAt position: Int) {
    pending.append { [self] in
      for (word, path) in [("needs", \Item.needs), ("unless", \Item.unless), ("after", \Item.after)] {
        guard let node = fields[word] else { continue }
        ruleSet.items[position][keyPath: path] = readConditions(node, word)
      }
      if let node = fields["within"] { ruleSet.items[position].within = readWindow(node) }
      if let falls = fields.fields("falls") {
        ruleSet.items[position].falls = readFalls(falls)
        switch ruleSet.items[position].worth {
        case .each(let points) where points > .zero: break
        case .nothing, .each, .table, .levels, .tiers, .line, .percent, .factor:
          file.report(
            .error, fields.place("falls"), "only 'points: N' above zero can fall; write it, or remove 'falls'")
        }
      }
      if let node = fields["divided-by"], let divisor = file.reference(node, "divided-by", among: itemNames, "item") {
        ruleSet.items[position].dividedBy = Item.ID(divisor)
      }
      if let node = fields["disqualifies"] { readScope(node, ofItemAt: position) }
      if let node = fields["quantity"], node.mapping != nil { readDerived(node, ofItemAt: position) }
    }
  }

  private func readDerived(_ node: Node, ofItemAt position: Int) {
    if case .elapsed = ruleSet.items[position].quantity {
      guard let fields = file.fields(node, as: Vocabulary.quantityElapsed),
        let from = fields["from"].flatMap({ node in
          node.scalar?.string == Item.ID.start.text
            ? Item.ID.start.text : file.reference(node, "from", among: itemNames, "item")
        })
      else { return }
      if fields.has("to") == fields.has("to-last") {
        file.error(node, "a span of time ends once; write either 'to' or 'to-last'")
        return
      }
      let end = fields.has("to") ? "to" : "to-last"
      guard let to = fields[end].flatMap({ file.reference($0, end, among: itemNames, "item") }) else { return }
      ruleSet.items[position].endsWithLast = end == "to-last"
      if from == to, end == "to" {
        file.error(node, "from '\(from)' to itself is no time; name two items")
      }
      ruleSet.items[position].quantity = .elapsed(from: Item.ID(from), to: Item.ID(to))
    } else {
      guard let fields = file.fields(node, as: Vocabulary.quantitySum) else { return }
      let names = (fields.list("sum") ?? []).compactMap { file.reference($0, "sum", among: itemNames, "item") }
      if fields["sum"]?.sequence?.isEmpty ?? false { file.error(node, "the sum of no items; name some") }
      ruleSet.items[position].quantity = .sum(of: names.map { Item.ID($0) })
    }
  }

  private func readWindow(_ node: Node) -> TimeWindow? {
    guard node.mapping != nil else { return file.time(node, "within").map { TimeWindow(length: $0, since: nil) } }
    guard let fields = file.fields(node, as: Vocabulary.window), let length = fields.time("time") else { return nil }
    let since = fields["of"].flatMap { file.reference($0, "of", among: itemNames, "item") }
    return TimeWindow(length: length, since: since.map { Item.ID($0) })
  }

  private func readFalls(_ fields: Fields) -> Falling? {
    guard let by = fields.number("by"), let node = fields["per"] else { return nil }
    if by <= .zero {
      file.report(.error, fields.place("by"), "'by' is \(by); write how much less each is worth, above zero")
    }
    let cause: Falling.Cause
    if node.mapping != nil {
      guard let reference = file.fields(node, as: Vocabulary.itemReference),
        let item = reference["item"].flatMap({ file.reference($0, "item", among: itemNames, "item") })
      else { return nil }
      cause = .item(Item.ID(item))
    } else {
      guard let word = file.choice(node, "per", among: Vocabulary.fallWords.map(\.word)) else { return nil }
      cause = Vocabulary.fallWords.first { $0.word == word }!.value
    }
    return Falling(by: by, cause: cause, floor: fields.number("floor") ?? .zero)
  }

  private func readScope(_ node: Node, ofItemAt position: Int) {
    if node.mapping != nil {
      guard let reference = file.fields(node, as: Vocabulary.itemReference),
        let item = reference["item"].flatMap({ file.reference($0, "item", among: itemNames, "item") })
      else { return }
      ruleSet.items[position].disqualifiesFrom = .item(Item.ID(item))
    } else if let word = file.choice(node, "disqualifies", among: Vocabulary.disqualificationWords.map(\.word)) {
      ruleSet.items[position].disqualifiesFrom = Vocabulary.disqualificationWords.first { $0.word == word }!.value
    }
  }
}

// MARK: Conditions

extension RuleSetReader {
  /// One condition, or a list of which all must hold.
  private func readConditions(_ node: Node, _ name: String) -> [Condition] {
    if node.sequence != nil {
      let nodes = file.list(node, name, atMost: Bounds.conditions) ?? []
      if nodes.isEmpty { file.error(node, "'\(name)' names nothing; name an item, or remove it") }
      return nodes.compactMap { readCondition($0, name) }
    }
    return readCondition(node, name).map { [$0] } ?? []
  }

  func readCondition(_ node: Node, _ name: String, depth: Int = 0) -> Condition? {
    guard depth <= Bounds.conditionDepth else {
      file.error(node, "conditions are nested deeper than \(Bounds.conditionDepth); make it flatter")
      return nil
    }
    switch node {
    case .sequence:
      let nodes = file.list(node, name, atMost: Bounds.conditions) ?? []
      if nodes.isEmpty { file.error(node, "'\(name)' names nothing; name an item, or remove it") }
      return .all(nodes.compactMap { readCondition($0, name, depth: depth + 1) })
    case .scalar(let scalar):
      if scalar.string == "completed" { return .completed }
      return conditionItem(node, name).map { .seen(Item.ID($0), atLeast: 1) }
    case .alias: return nil
    case .mapping(let mapping):
      let keys = Set(mapping.keys.compactMap { $0.scalar?.string })
      let shape = Vocabulary.conditions.first { keys.contains($0.words[0].name) }
      guard let shape else {
        let firsts = Vocabulary.conditions.map { $0.words[0].name }
        let near = mapping.keys.first?.scalar.flatMap { file.suggestion(for: $0.string, among: firsts) }
        file.error(
          node,
          "a condition without a known word; "
            + (near.map { "did you mean '\($0)'?" } ?? "begin with \(oneOf(firsts)), as in {item: a, at-least: 2}"))
        return nil
      }
      guard let fields = file.fields(node, as: shape) else { return nil }
      switch shape.words[0].name {
      case "item": return readItemCondition(fields)
      case "complete":
        let names = (fields.list("complete") ?? []).compactMap {
          file.reference($0, "complete", among: itemNames, "item")
        }
        if fields["complete"]?.sequence?.isEmpty ?? false {
          file.error(node, "'complete' names nothing; name some items")
        }
        return .complete(names.map { Item.ID($0) })
      case let word:
        let inner = fields[word]!
        let parts: [Condition]
        if inner.sequence != nil {
          let nodes = file.list(inner, word, atMost: Bounds.conditions) ?? []
          if nodes.isEmpty { file.error(inner, "'\(word)' names nothing; name an item, or remove it") }
          parts = nodes.compactMap { readCondition($0, word, depth: depth + 1) }
        } else {
          parts = readCondition(inner, word, depth: depth + 1).map { [$0] } ?? []
        }
        return word == "all" ? .all(parts) : word == "any" ? .any(parts) : .none(parts)
      }
    }
  }

  /// The item that a condition is about. Entries name places, so people write them here too.
  private func conditionItem(_ node: Node, _ name: String) -> String? {
    let parts = (node.scalar?.string ?? "").split(separator: "@")
    guard parts.count == 2, itemNames.contains(String(parts[0])) else {
      return file.reference(node, name, among: itemNames, "item")
    }
    file.error(
      node,
      "a condition cannot name an instance; write '\(parts[0])', which is looked for at the same one where both items "
        + "have the same 'per', and else at all of them")
    return nil
  }

  private func readItemCondition(_ fields: Fields) -> Condition? {
    guard let name = fields["item"].flatMap({ conditionItem($0, "item") }),
      let item = ruleSet.item(Item.ID(name))
    else { return nil }
    if let node = fields["level"] {
      for word in ["at-least", "at-most"] where fields.has(word) {
        file.report(.error, fields.place(word), "'\(word)' beside 'level'; keep one of them")
      }
      let known = item.levels.map(\.id.text)
      let nodes = node.sequence == nil ? [node] : file.list(node, "level") ?? []
      if known.isEmpty {
        file.error(node, "the item '\(name)' has no levels; use 'at-least', or give it levels")
        return nil
      }
      if nodes.isEmpty { file.error(node, "'level' names nothing; name a level, or remove it") }
      let names = Names(known)
      let levels = nodes.compactMap { file.reference($0, "level", among: names, "level") }
      return .chosen(item.id, levels.map { Item.Level.ID($0) })
    }
    let isFractional = mayBeFraction(item)
    func bound(_ word: String, from least: Int) -> Points? {
      fields[word].flatMap { node in
        if isFractional { return file.bound(node, word, in: item.unit) }
        if let number = file.fraction(node) {
          file.error(
            node,
            "'\(word)' is \(number), and '\(name)' is counted in whole numbers; write a whole number, or compare "
              + "an item that is measured or has 'divided-by'")
          return nil
        }
        return file.whole(node, word, in: least...Bounds.count).map { Points($0) }
      }
    }
    let least = bound("at-least", from: fields.has("at-most") ? 0 : 1)
    let most = bound("at-most", from: 0)
    if fields.has("at-least"), least == nil { return nil }
    if fields.has("at-most"), most == nil { return nil }
    if least == nil, most == nil { return .seen(item.id, atLeast: 1) }
    if let least, most == nil, !isFractional { return .seen(item.id, atLeast: Int(least.numerator)) }
    if let least, let most, least > most {
      file.report(.error, fields.place("at-least"), "at least \(least) and at most \(most) is nothing; swap them")
    }
    return .value(item.id, atLeast: least, atMost: most)
  }
}

extension RuleSetReader {
  /// Whether what a condition compares can lie between two whole numbers: a value, a ratio, a sum of such.
  private func mayBeFraction(_ item: Item) -> Bool {
    var seen: Set<String> = []
    func look(_ name: String) -> Bool {
      guard seen.insert(name).inserted else { return false }
      if ratios.contains(name) || ruleSet.item(Item.ID(name))?.isContinuous == true { return true }
      return sums[name]?.contains(where: look) ?? false
    }
    return look(item.id.text)
  }
}

extension Item {
  /// Whether its quantity is a value rather than a count.
  var isContinuous: Bool {
    switch quantity {
    case .entries: isValued
    case .elapsed, .timeLeft, .timeUsed: true
    case .automatic, .sum, .restarts: false
    }
  }
}
