import Scoring

/// Looks at a rule set that can be read, for what cannot be meant.
struct RuleSetLinter {
  let ruleSet: RuleSet
  let places: Places
  let file: FileReader

  func lint() {}
}
