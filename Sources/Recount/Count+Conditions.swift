import Scoring

extension Count {
  /// Whether a condition holds for somebody at a place of a list. Conditions see what counts.
  func holds(_ condition: Condition, per list: InstanceList.ID?, at place: Instance.ID?) -> Bool {
    func seen(_ item: Item.ID) -> [Counted] { sheet.item(item).map { look(at: $0, per: list, at: place) } ?? [] }
    switch condition {
    case .seen(let id, let least):
      guard let item = sheet.item(id) else { return least <= 0 }
      let times =
        item.canBeMissing
        ? Points(seen(id).filter { $0.number != nil }.count) : number(of: item, per: list, at: place) ?? .zero
      return times >= Points(least)
    case .chosen(let id, let levels):
      return seen(id).contains { counted in counted.level.map { levels.contains($0.id) } ?? false }
    case .value(let id, let least, let most):
      guard let item = sheet.item(id), let value = number(of: item, per: list, at: place) else { return false }
      return least.map { value >= $0 } ?? true && most.map { value <= $0 } ?? true
    case .complete(let ids):
      return ids.allSatisfy { id in
        guard let item = sheet.item(id) else { return false }
        return seen(id).allSatisfy { isComplete($0, item) }
      }
    case .completed: return story.finish == .completed
    case .all(let parts): return parts.allSatisfy { holds($0, per: list, at: place) }
    case .any(let parts): return parts.contains { holds($0, per: list, at: place) }
    case .none(let parts): return !parts.contains { holds($0, per: list, at: place) }
    }
  }

  /// Whether an item counted as often as it can.
  private func isComplete(_ counted: Counted, _ item: Item) -> Bool {
    guard let number = counted.number else { return false }
    if item.canBeMissing { return true }
    let most = item.levels.isEmpty ? item.limit ?? 1 : item.levels.map(\.count).max() ?? 1
    return number >= Points(most)
  }
}
