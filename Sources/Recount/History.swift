import Scoring

/// A run's log with every moment of it: what counted when so many entries had been made.
final class History {
  let sheet: RuleSet
  let entries: [Entry]
  let story: Story
  /// What is on the sheet: what a restart has voided is gone.
  let sightings: [Sighting]
  private var moments: [Int: Count] = [:]

  init(of log: Log, team: Team.ID, on sheet: RuleSet) {
    self.sheet = sheet
    entries = log.entries
    let story = Story(of: log.entries)
    self.story = story
    sightings = log.entries.enumerated().compactMap { position, entry in
      guard let sighting = Sighting(entry, at: position, team: team, on: sheet) else { return nil }
      guard sheet.restart.earlier == .void, let restart = story.lastRestart, position < restart else { return sighting }
      guard let item = sheet.item(sighting.item) else { return nil }
      let survives = item.survivesRestart || [.declaration, .disqualifying, .record].contains(item.kind)
      return survives ? sighting : nil
    }
  }

  /// What counted when so many entries had been made.
  func count(upTo moment: Int) -> Count {
    if let known = moments[moment] { return known }
    let count = Count(history: self, upTo: moment)
    moments[moment] = count
    return count
  }

  /// What counts in the end.
  var final: Count { count(upTo: entries.count) }
}
