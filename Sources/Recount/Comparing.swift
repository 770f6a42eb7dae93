import Scoring

extension Numbers {
  /// Whether these are better than others by the keys, the first first. A missing value is worse than any.
  func isBetter(than other: Numbers, by keys: [RankingKey]) -> Bool {
    for key in keys {
      let (mine, theirs) = (value(of: key), other.value(of: key))
      if mine == theirs { continue }
      guard let mine else { return false }
      guard let theirs else { return true }
      return key.greaterIsBetter ? mine > theirs : mine < theirs
    }
    return false
  }
}
