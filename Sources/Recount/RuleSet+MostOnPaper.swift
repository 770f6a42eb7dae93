import Scoring

extension RuleSet {
  /// The most the sheet can give, which percentages of the maximum are taken of; zero where there is no end to it.
  var mostOnPaper: Points {
    maximum ?? .zero
  }
}
