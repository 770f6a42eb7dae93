import Scoring

/// The words of a file, from which both the reader and the JSON Schema are made, so that they cannot drift apart.
struct Shape: Sendable {
  /// As messages call it: "an item".
  let name: String
  let words: [Word]
  let names: [String]
  private let known: Set<String>

  init(_ name: String, _ words: [Word]) {
    self.name = name
    self.words = words
    names = words.map(\.name)
    known = Set(names)
  }

  /// A word that may be a key.
  struct Word: Sendable {
    let name: String
    let form: Form
    let isRequired: Bool
    let about: String

    init(_ name: String, _ form: Form, required: Bool = false, _ about: String) {
      self.name = name
      self.form = form
      self.isRequired = required
      self.about = about
    }
  }

  /// What people write out of habit for a word that it has.
  var habits: [String: String] {
    switch name {
    case "an item", "a modifier":
      ["automatic": "quantity: automatic", "description": "title", "value": "points", "weight": "points"]
    default: [:]
    }
  }

  /// What may be written, for messages.
  var mayHave: String {
    name == Vocabulary.conditionItem.name
      ? "item with at-least, at-most or level, or one of all, any, none and complete by itself"
      : names.joined(separator: ", ")
  }

  /// What was meant where a bare number stands: `factor: 80%`, `round: 1`.
  func example(_ text: String) -> String? {
    if name == PlanVocabulary.protests.name { return "within: \(Milliseconds(text) == nil ? "30:00" : text)" }
    guard let number = Quantity(text), number.unit == .count || number.unit == .percent else { return nil }
    switch name {
    case Vocabulary.factor.name:
      let factor = number.unit == .percent ? number.value / 100 : number.value
      return "each: \(factor), of: run"
    case Vocabulary.percent.name: return "each: \(number.value), of: run"
    case Vocabulary.rounding.name: return "to: \(number.value), how: half-up"
    default: return nil
    }
  }

  func knows(_ name: String) -> Bool { known.contains(name) }

  /// The shape without some of its words.
  func without(_ names: String..., name: String) -> Shape { Shape(name, words.filter { !names.contains($0.name) }) }
}

/// What a value looks like.
indirect enum Form: Sendable {
  case text
  /// A short name, or a number of digits where that is meant as one.
  case id
  /// `folder/name`.
  case path
  case whole(ClosedRange<Int>)
  case number
  /// A number, or one with a unit, or a time.
  case quantity
  /// A quantity that a condition compares with: a fraction too (`3/4`).
  case bound
  case time
  case flag
  case choice([String])
  /// Text of which the schema knows this expression.
  case pattern(String)
  /// A single letter or digit.
  case key
  case date
  case list(Form, atLeast: Int = 0)
  /// Any short names as keys.
  case named(Form)
  case shape(@Sendable () -> Shape)
  case condition
  case modifiers
  case anyOf([Form])
}

/// What a file may hold at most, so that no sum leaves the exact numbers.
enum Bounds {
  static let points = 1_000_000
  static let decimals = 4
  static let count = 9999
  static let items = 500
  static let instances = 200
  static let groups = 200
  static let levels = 200
  static let textBytes = 4000
  static let names = 200
  static let conditions = 100
  /// A list of anything else.
  static let list = 500
  static let conditionDepth = 8
}

/// The words of a rule set.
enum Vocabulary {
  static let itemGroups: [(word: String, kind: Item.Kind)] = [
    ("achievements", .achievement), ("penalised", .penalised), ("disqualifying", .disqualifying),
    ("records", .record), ("measurements", .measurement), ("judgements", .judgement), ("declarations", .declaration),
  ]
  static let combinations: [(word: String, value: Combination)] = [
    ("mean", .mean), ("trimmed-mean", .trimmedMean), ("median", .median), ("sum", .sum), ("highest", .highest),
    ("lowest", .lowest), ("last", .last),
  ]
  static let quantityWords: [(word: String, value: QuantitySource)] = [
    ("automatic", .automatic), ("time-left", .timeLeft), ("time-used", .timeUsed), ("restarts", .restarts),
  ]
  static let baseWords: [(word: String, value: Worth.Base)] = [
    ("objective", .objective), ("run", .run), ("maximum", .maximum),
  ]
  static let disqualificationWords: [(word: String, value: DisqualificationScope)] = [
    ("run", .run), ("challenge", .challenge), ("competition", .competition),
  ]
  static let fallWords: [(word: String, value: Falling.Cause)] = [("restart", .restart), ("repetition", .repetition)]
  static let units = Unit.allCases.map(\.rawValue).filter { !$0.isEmpty }
  static let roundingModes = RoundingMode.allCases.map(\.rawValue)
  static let aggregationPattern =
    "^(best|mean|sum|median|last|(mean of|sum of) best [1-9][0-9]?|mean without worst [1-9][0-9]?)$"
  static let rankingPattern =
    "^(not disqualified|(shortest|longest) time(,? to [0-9]+(\\.[0-9]{1,3})? s)?|(most|fewest) [a-z0-9]([a-z0-9-]*[a-z0-9])?)$"
  static let scalePattern = "^-?[0-9]+(\\.[0-9]+)? to -?[0-9]+(\\.[0-9]+)?$"
  static let keepPattern = "^(all|until-first-gap|(best|worst) [1-9][0-9]*)$"
  static let sourcePattern = "^(official,? [^ ].*|lineage,? [^ ].*|house(,? [^ ].*)?)$"
  static let untilPattern = "^(-?[0-9]+(\\.[0-9]+)? points|[0-9]+(:[0-9]{2}){1,2}(\\.[0-9]{1,3})?)$"

  static let ruleSet = Shape(
    "a rule set",
    [
      .init("id", .path, required: true, "The folder and the file's name."),
      .init("edition", .whole(1...9999), required: true, "1, 2, 3 …; a published edition is never changed."),
      .init("title", .text, required: true, "The challenge as people call it."),
      .init("competition", .text, required: true, "The competition the rules were written for."),
      .init("changes", .text, "What differs from the edition before, in a sentence."),
      .init("about", .text, "What an organiser should know before using it."),
      .init("sources", .named(.text), "Short names of documents that items cite."),
      .init("stated-maximum", .number, "The maximum printed on the sheet; checked."),
      .init("decimals", .whole(0...4), "How many decimals people are shown."),
      .init("time-limit", .time, "How long a run may take."),
      .init("after-time-limit", .choice(["ignored", "counted"]), "What becomes of what is seen after the time limit."),
      .init("preparation", .time, "How long a team has to prepare."),
      .init("runs", .whole(1...99), "Trials per team."),
      .init("aggregation", .pattern(aggregationPattern), "How a team's runs become one result."),
      .init(
        "incomplete", .choice(IncompleteRule.allCases.map(\.rawValue)),
        "What a team gets that has fewer runs than its result is made of."),
      .init("ranking", .list(.pattern(rankingPattern), atLeast: 1), required: true, "The keys that rank results."),
      .init("other-rankings", .named(.list(.pattern(rankingPattern), atLeast: 1)), "Rankings to choose by name."),
      .init("disqualified", .choice(DisqualifiedRank.allCases.map(\.rawValue)), "Where a disqualified run stands."),
      .init("no-show", .number, "Points of a run that nobody came to."),
      .init("modifier-floor", .choice(ModifierFloor.allCases.map(\.rawValue)), "Where modifiers stop at zero."),
      .init("restart", .shape { restart }, "What may be repeated, and what it costs."),
      .init("total", .shape { total }, "The arithmetic of the whole run."),
      .init("instances", .named(.list(titled, atLeast: 1)), "Lists that items are scored per."),
      .init("checks", .list(.shape { check }), "Combinations that make a sheet invalid."),
      .init("stop-when", .condition, "When the referee is told that the run may end."),
      .init("groups", .list(.shape { group }), "What is counted together."),
    ] + itemGroups.map { .init($0.word, .list(.shape { item }), "The group '\($0.word)' of the score sheet.") })

  static let titled = Form.anyOf([.id, .shape { titledWords }])
  static let titledWords = Shape(
    "an entry of a list",
    [.init("id", .id, required: true, "The name."), .init("title", .text, "What people read.")])

  static let item = Shape(
    "an item",
    [
      .init("id", .id, required: true, "What entries carry."),
      .init("title", .text, required: true, "The sentence people read."),
      .init("source", .pattern(sourcePattern), required: true, "official, lineage or house, then where."),
      .init(
        "points", .anyOf([.number, .list(.number, atLeast: 1), .list(.list(.number, atLeast: 1), atLeast: 1)]),
        "For each; for 1, 2, 3 …; or the table of rows and columns."),
      .init("levels", .list(.shape { level }, atLeast: 1), "Exclusive levels."),
      .init("of", .number, "What the levels' percentages are taken of."),
      .init("rows", .list(titled, atLeast: 1), "The rows of a two-dimensional table."),
      .init("columns", .list(titled, atLeast: 1), "The columns of a two-dimensional table."),
      .init("tiers", .list(.shape { tier }, atLeast: 1), "The first tier whose bound is not exceeded."),
      .init("line", .list(.shape { corner }, atLeast: 2), "Straight between corners."),
      .init("percent", .shape { percent }, "Percentages of a base."),
      .init("factor", .shape { factor }, "A base is multiplied."),
      .init("max", .whole(0...Bounds.count), "The most that counts, at each instance."),
      .init("void-above", .whole(1...Bounds.count), "Seen more often, it is worth nothing."),
      .init("key", .key, "The key on the referee's console."),
      .init("per", .id, "The list it is scored at."),
      .init("tags", .list(.id), "The skills it shows."),
      .init("rulings", .list(.text), "Past rulings."),
      .init("unit", .choice(units), "The unit of a measurement or judgement."),
      .init("scale", .pattern(scalePattern), "The least and the greatest value."),
      .init("reversed", .flag, "A reversed question."),
      .init("combine", .choice(combinations.map(\.word)), "How several values become one."),
      .init("round-quantity", .shape { rounding }, "Rounds the quantity first."),
      .init(
        "quantity", .anyOf([.choice(quantityWords.map(\.word)), .shape { quantitySum }, .shape { quantityElapsed }]),
        "Where the quantity comes from when nobody enters it."),
      .init("divided-by", .id, "The item whose quantity divides this one's: a ratio."),
      .init("needs", .condition, "Counts only where this holds."),
      .init("unless", .condition, "Counts only where this does not hold."),
      .init("after", .condition, "Counts only what is entered after this held."),
      .init("within", .anyOf([.time, .shape { window }]), "Counts only what is seen soon enough."),
      .init("falls", .shape { falls }, "Each is worth less."),
      .init(
        "disqualifies", .anyOf([.choice(disqualificationWords.map(\.word)), .shape { itemReference }]),
        "How far a disqualifying behaviour reaches."),
      .init("exempt", .flag, "Outside the run's floor and cap."),
      .init("survives-restart", .flag, "Still counts after a restart that voids."),
      .init("modifiers", .modifiers, "Items that change only this one's points."),
    ])

  /// A modifier takes its origin, and the list it is scored at, from its objective.
  static let modifier: Shape = {
    let base = item.without("modifiers", "source", name: "a modifier")
    return Shape(base.name, base.words + [.init("source", .pattern(sourcePattern), "official, lineage or house.")])
  }()

  static let level = Shape(
    "a level",
    [
      .init("id", .id, required: true, "The name that entries carry."),
      .init("title", .text, "What people read."),
      .init("points", .number, "What it is worth."),
      .init("percent", .number, "What it is worth, in per cent of the item's 'of'."),
      .init("count", .whole(0...Bounds.count), "How many achievements it counts as."),
    ])
  static let tier = Shape(
    "a tier",
    [
      .init("up-to", .quantity, "The greatest value that still belongs to it."),
      .init("points", .number, required: true, "What it is worth."),
    ])
  static let corner = Shape(
    "a corner",
    [
      .init("at", .quantity, required: true, "The value."),
      .init("points", .number, required: true, "Its points."),
    ])
  static let base = Form.anyOf([.choice(baseWords.map(\.word)), .shape { groupReference }])
  static let percent = Shape(
    "a percentage",
    [
      .init("each", .number, required: true, "So many per cent for each."),
      .init("of", base, "Of what."),
      .init("cap", .number, "At most so many per cent in all."),
    ])
  static let factor = Shape(
    "a factor",
    [
      .init("each", .number, required: true, "Multiplied by this for each."),
      .init("of", base, "Of what."),
      .init("floor", .number, "The product does not go below this."),
    ])
  static let rounding = Shape(
    "a rounding",
    [
      .init("to", .number, required: true, "Multiples of this."),
      .init("how", .choice(roundingModes), required: true, "The way."),
    ])
  static let quantitySum = Shape(
    "a sum", [.init("sum", .list(.id, atLeast: 1), required: true, "The items that are added up.")])
  static let quantityElapsed = Shape(
    "a span of time",
    [
      .init("from", .id, required: true, "The item it begins with, or `start`."),
      .init("to", .id, "The item whose first entry ends it."),
      .init("to-last", .id, "The item whose last entry ends it."),
    ])
  static let window = Shape(
    "a time window",
    [
      .init("time", .time, required: true, "How long."),
      .init("of", .id, "After which item; without it, after the start."),
    ])
  static let falls = Shape(
    "a fall",
    [
      .init("by", .number, required: true, "How much for each."),
      .init(
        "per", .anyOf([.choice(fallWords.map(\.word)), .shape { itemReference }]), required: true, "For each what."),
      .init("floor", .number, "How low it can go."),
    ])
  static let itemReference = Shape("a reference", [.init("item", .id, required: true, "The item.")])
  static let groupReference = Shape("a reference", [.init("group", .id, required: true, "The group.")])
  static let group = Shape(
    "a group",
    [
      .init("id", .id, required: true, "The name."),
      .init("title", .text, "What people read."),
      .init("items", .list(.id, atLeast: 1), required: true, "The items."),
      .init("keep", .pattern(keepPattern), "Which lines count."),
      .init("per", .id, "The list at each of which the rules apply."),
      .init("void-above", .whole(1...Bounds.count), "Seen more often in all, the group is worth nothing."),
      .init("cap", .number, "The most it can give."),
      .init("floor", .number, "The least it can give."),
    ])
  static let check = Shape(
    "a check",
    [
      .init("id", .id, required: true, "The name."),
      .init("when", .condition, required: true, "The combination, among what was entered."),
      .init("per", .id, "The list at each entry of which it is looked for by itself."),
      .init("message", .text, required: true, "What the referee is told."),
    ])
  static let restart = Shape(
    "a restart rule",
    [
      .init("allowed", .anyOf([.whole(0...99), .choice(["unlimited"])]), required: true, "How many."),
      .init("until", .pattern(untilPattern), "No restart from then on."),
      .init("earlier", .choice(RestartRule.Earlier.allCases.map(\.rawValue)), "What becomes of what was seen before."),
      .init("penalty", .number, "What a restart costs."),
      .init("penalty-only-if-scoring", .flag, "Only if the robot scores again."),
    ])
  static let total = Shape(
    "the total",
    [
      .init("order", .list(.choice(TotalRule.Step.allCases.map(\.rawValue)), atLeast: 1), "The order of the steps."),
      .init("floor", .number, "The least a run can have."),
      .init("cap", .number, "The most a run can have."),
      .init("round", .shape { rounding }, "How the total is rounded."),
      .init("round-lines", .flag, "Whether each line is rounded too."),
    ])
  static let conditionItem = Shape(
    "a condition",
    [
      .init("item", .id, required: true, "The item."),
      .init("at-least", .bound, "The least count, value or ratio."),
      .init("at-most", .bound, "The greatest count, value or ratio."),
      .init(
        "level", .anyOf([.pattern("^[a-z0-9/-]+$"), .list(.pattern("^[a-z0-9/-]+$"), atLeast: 1)]), "Which levels."),
    ])
  static let conditionAll = Shape("a condition", [.init("all", .condition, required: true, "All of these hold.")])
  static let conditionAny = Shape("a condition", [.init("any", .condition, required: true, "One of these holds.")])
  static let conditionNone = Shape("a condition", [.init("none", .condition, required: true, "None of these holds.")])
  static let conditionComplete = Shape(
    "a condition", [.init("complete", .list(.id, atLeast: 1), required: true, "Each counted as often as it can.")])
  /// The first word decides which of them a condition is.
  static let conditions = [conditionItem, conditionAll, conditionAny, conditionNone, conditionComplete]
}
