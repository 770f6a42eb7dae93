import Scoring

extension Count {
  /// Whether a sighting is neither too early nor too late. Only the run's clock is asked, never the time at the desk.
  func isInTime(_ sighting: Sighting, _ item: Item) -> Bool {
    isWithinTimeLimit(sighting, item) && isWithinWindow(sighting, item) && comesAfter(sighting, item)
  }

  /// After the time limit nothing is achieved, penalised, measured or declared; a person is hit, a jury rates and a
  /// remark is made at any time.
  private func isWithinTimeLimit(_ sighting: Sighting, _ item: Item) -> Bool {
    guard let limit = sheet.timeLimit, !sheet.countsAfterTimeLimit else { return true }
    if [.disqualifying, .judgement, .record].contains(item.kind) { return true }
    return sighting.clock <= limit + story.extraTime
  }

  /// Whether it was seen soon enough after the start, or after another item was first seen.
  private func isWithinWindow(_ sighting: Sighting, _ item: Item) -> Bool {
    guard let window = item.within else { return true }
    guard let since = window.since else { return sighting.clock <= window.length }
    guard let other = sheet.item(since),
      let first = countedSightings(of: other, per: item.per, at: sighting.place).first
    else { return false }
    return first.clock <= sighting.clock && sighting.clock <= first.clock + window.length
  }

  /// Whether all that it has to come after was there when it was seen.
  private func comesAfter(_ sighting: Sighting, _ item: Item) -> Bool {
    item.after.allSatisfy { condition in
      guard let since = since(condition, per: item.per, at: sighting.place) else { return false }
      return since <= sighting.clock
    }
  }
}
