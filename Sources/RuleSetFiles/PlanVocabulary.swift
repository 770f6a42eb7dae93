import Scoring

/// The words of a plan.
enum PlanVocabulary {
  static let percentPattern = "^[0-9]+(\\.[0-9]{1,2})?%$"
  static let qualificationPattern =
    "^(best [1-9][0-9]{0,2}|[1-9][0-9]{0,2}%( at least [1-9][0-9]{0,2})?( at most [1-9][0-9]{0,2})?|"
    + "within [0-9]+(\\.[0-9]+)?|[1-9][0-9]{0,2}( from [1-9][0-9]{0,2})?(, [1-9][0-9]{0,2} from [1-9][0-9]{0,2})*)(, and within [0-9]+(\\.[0-9]+)? of the last)?$"
  static let placesPattern = "^(decides its places|decides the first [1-9][0-9]?|adds to the trials|stands apart)$"
  static let valuePattern = "^((points|achievements)( to [0-9]+(\\.[0-9]+)?)?|league( -?[0-9]+(\\.[0-9]+)?)+)$"
  static let tiePattern = "^(most first places|part [1-9][0-9]?)$"
  static let zonePattern = "^(UTC|[A-Za-z]+(/[A-Za-z0-9_+-]+)+)$"
  static let allOrSome = Form.anyOf([.choice(["all"]), .list(.id)])

  static let plan = Shape(
    "a plan",
    [
      .init("name", .text, required: true, "What the competition is called."),
      .init("days", .list(.date, atLeast: 1), required: true, "The days it takes place on."),
      .init("venue", .text, "Where it takes place."),
      .init("time-zone", .pattern(zonePattern), "The time zone there, as in Europe/London."),
      .init("protests", .shape { protests }, "How teams may protest."),
      .init("arenas", .list(.shape { arena }), "Where runs are held."),
      .init("officials", .list(.shape { official }), "Who acts for the competition."),
      .init("divisions", .list(.shape { division }), "Teams that are also ranked among themselves."),
      .init("teams", .list(.shape { team }), "The teams."),
      .init("challenges", .list(.shape { challenge }, atLeast: 1), required: true, "The challenges."),
      .init("overall", .list(.shape { table }), "Tables over several challenges."),
      .init("awards", .list(.shape { award }), "Special awards."),
    ])
  static let protests = Shape(
    "the rule for protests",
    [.init("within", .time, required: true, "How long after a run, or after provisional results.")])
  static let arena = Shape(
    "an arena",
    [
      .init("id", .id, required: true, "The short name that people type."),
      .init("title", .text, required: true, "What people read."),
      .init("challenges", .list(.id, atLeast: 1), "The challenges held there; without it, any."),
    ])
  static let official = Shape(
    "an official",
    [
      .init("name", .text, required: true, "The name that entries and decisions carry."),
      .init("duties", .list(.choice(Duty.allCases.map(\.rawValue)), atLeast: 1), required: true, "What they may do."),
    ])
  static let division = Shape(
    "a division",
    [
      .init("id", .id, required: true, "The short name that people type."),
      .init("title", .text, required: true, "What people read."),
    ])
  static let team = Shape(
    "a team",
    [
      .init("id", .id, required: true, "The short name that people type."),
      .init("name", .text, required: true, "The name as the team writes it."),
      .init("affiliation", .text, "Where it comes from."),
      .init("divisions", .list(.id), "The divisions it belongs to."),
    ])
  static let challenge = Shape(
    "a challenge",
    [
      .init("id", .id, required: true, "The short name that people type."),
      .init("title", .text, "What people read; without it, the rule set's title."),
      .init("rules", .pattern("^[^ ].*$"), required: true, "A rule set's id, or ./path/to/file.yaml."),
      .init("teams", allOrSome, "Who takes part."),
      .init("phases", .list(.shape { phase }, atLeast: 1), "The phases; without them, trials alone."),
    ])
  static let phase = Shape(
    "a phase",
    [
      .init("phase", .choice(Phase.allCases.map(\.rawValue)), required: true, "practice, trials or final."),
      .init("runs", .whole(1...99), "How many runs each team has."),
      .init("aggregation", .pattern(Vocabulary.aggregationPattern), "How runs become a result."),
      .init(
        "incomplete", .choice(IncompleteRule.allCases.map(\.rawValue)),
        "What a team gets that has fewer runs than its result is made of."),
      .init(
        "ranking", .anyOf([.id, .list(.pattern(Vocabulary.rankingPattern), atLeast: 1)]),
        "The keys, or the name of one of the rule set's other rankings."),
      .init(
        "qualification", .anyOf([.pattern(qualificationPattern), .whole(1...999)]),
        "Who reaches the final; without it, everybody."),
      .init("from", .id, "The overall table that decides who reaches the final; without it, the trials."),
      .init("places", .pattern(placesPattern), "What the final does to the places of the challenge."),
      .init("slot", .time, "How long an arena is taken for one run."),
    ])
  static let table = Shape(
    "an overall table",
    [
      .init("id", .id, required: true, "The short name that people type."),
      .init("title", .text, required: true, "What people read."),
      .init("division", .id, "Only the teams of this division."),
      .init("order", .choice(Overall.Order.allCases.map(\.rawValue)), "What ranks the teams; without it, the total."),
      .init("round", .shape { Vocabulary.rounding }, "How the total is rounded, once, at the end."),
      .init("ties", .list(.pattern(tiePattern), atLeast: 1), "What equal teams are told apart by, the first first."),
      .init("parts", .list(.shape { part }, atLeast: 1), required: true, "What is added up."),
    ])
  static let part = Shape(
    "a part",
    [
      .init("title", .text, required: true, "What people read."),
      .init("challenges", allOrSome, "The challenges; without it, all."),
      .init("of", .choice(Overall.Source.allCases.map(\.rawValue)), "Which of their tables; without it, the result."),
      .init("value", .pattern(valuePattern), "What a team's standing is worth; without it, its points."),
      .init(
        "combine", .pattern(Vocabulary.aggregationPattern), "How challenges become one value; without it, the sum."),
      .init("to", .number, "What the best team's value becomes, all others in proportion."),
      .init("weight", .anyOf([.number, .pattern(percentPattern)]), "What the value is multiplied by."),
      .init("zero-best", .choice(["none", "full"]), "What everybody gets where the best value is zero."),
    ])
  static let award = Shape(
    "an award",
    [
      .init("id", .id, required: true, "The short name that people type."),
      .init("title", .text, required: true, "What people read."),
      .init("best-of", .id, "The overall table whose best team gets it."),
      .init("division", .id, "Only among the teams of this division."),
      .init("skill", .id, "The tag of the items that show the skill."),
      .init("at-least", .pattern(percentPattern), "How much of their points a team needs."),
      .init("not-for", .id, "The overall table whose winner does not get it."),
    ])
}
