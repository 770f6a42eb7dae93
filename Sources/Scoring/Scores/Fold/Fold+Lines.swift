extension Fold {
  /// Whether there is anything to say of a slot.
  func hasLine(_ slot: Int) -> Bool { work[slot].hasQuantity || !work[slot].remarks.isEmpty }

  /// Adds a slot's line if there is anything to say; returns its points as they stand on the line.
  mutating func addLine(_ slot: Int, of compiled: CompiledItem, _ worked: Worked) -> Points {
    guard hasLine(slot) else { return .zero }
    if !compiled.item.isEntered, worked.points == .zero, compiled.item.worth != .nothing { return .zero }
    var line = Score.Line(
      subject: .item(compiled.item.id, at: rules.instanceID(slot: slot)), seen: work[slot].seen,
      counted: work[slot].counted, points: worked.points, because: because(slot, compiled), base: worked.base,
      steps: worked.steps)
    let level = Int(work[slot].chosenLevel)
    if level >= 0 { line.level = compiled.item.levels[level].id }
    let rule = rules.ruleSet.total
    if rule.roundsLines, let rounding = rule.rounding, line.points != .zero {
      let rounded = line.points.rounded(to: rounding.step, rounding.mode)
      if rounded != line.points {
        line.unrounded = line.points
        line.points = rounded
        work[slot].remarks.append(.rounded)
      }
    }
    line.remarks = work[slot].remarks
    score.lines.append(line)
    return line.points
  }

  /// Adds a line that makes `before` into `after`.
  mutating func addCorrection(
    _ subject: Score.Subject, from before: Points, to after: Points, because: [Entry.ID] = []
  ) {
    score.lines.append(
      Score.Line(
        subject: subject, seen: .zero, counted: .zero, points: after - before, because: because, base: before))
  }

  /// The entries that a slot's line rests on.
  func because(_ slot: Int, _ compiled: CompiledItem) -> [Entry.ID] {
    let position = compiled.position
    switch compiled.item.quantity {
    case .entries: return marks(slot).map { entryID($0) }
    case .sum: return countedMarks(of: position, besides: slot, of: position).map { entryID($0) }
    case .elapsed:
      return compiled.sources.enumerated().compactMap { index, source in
        let marks = countedMarks(of: source, besides: slot, of: position)
        let isEnd = index == compiled.sources.count - 1
        return (isEnd && compiled.item.endsWithLast ? marks.last : marks.first).map { entryID($0) }
      }
    case .automatic, .timeLeft, .timeUsed, .restarts: return []
    }
  }

  private func entryID(_ mark: Int32) -> Entry.ID { log.entries[Int(log.marks[Int(mark)].entry)].id }
}
