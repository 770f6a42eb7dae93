import Scoring

extension Numbers {
  /// Whether these are better than others by the keys, the first first. A missing value is worse than any.
  func isBetter(than other: Numbers, by keys: [RankingKey]) -> Bool {
    for key in keys {
      let (mine, theirs) = (compared(by: key), other.compared(by: key))
      if mine == theirs { continue }
      guard let mine else { return false }
      guard let theirs else { return true }
      return key.greaterIsBetter ? mine > theirs : mine < theirs
    }
    return false
  }

  /// What a key compares; a time that the key rounds goes to its nearest step, and from the middle to the longer one.
  private func compared(by key: RankingKey) -> Points? {
    guard let step = key.step else { return value(of: key) }
    return value(of: key)?.recounted(by: Rounding(to: Points(step), .halfUp))
  }
}
