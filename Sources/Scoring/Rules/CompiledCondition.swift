indirect enum CompiledCondition: Sendable {
  case seen(Int, atLeast: Int)
  case chosen(Int, levels: [Int])
  case value(Int, atLeast: Points?, atMost: Points?)
  case complete([Int])
  case completed
  case all([CompiledCondition])
  case any([CompiledCondition])
  case none([CompiledCondition])

  var items: [Int] {
    switch self {
    case .seen(let item, _), .chosen(let item, _), .value(let item, _, _): [item]
    case .complete(let items): items
    case .completed: []
    case .all(let parts), .any(let parts), .none(let parts): parts.flatMap(\.items)
    }
  }
}

/// Turns names into positions.
struct Compiler {
  let items: [Item]
  let positions: [Item.ID: Int]

  func compile(_ condition: Condition) -> CompiledCondition {
    switch condition {
    case .seen(let item, let count): positions[item].map { .seen($0, atLeast: count) } ?? .any([])
    case .chosen(let item, let levels):
      positions[item].map { position in
        .chosen(position, levels: levels.compactMap { level in items[position].levels.firstIndex { $0.id == level } })
      } ?? .any([])
    case .value(let item, let least, let most):
      positions[item].map { .value($0, atLeast: least, atMost: most) } ?? .any([])
    case .complete(let items): .complete(items.compactMap { positions[$0] })
    case .completed: .completed
    case .all(let parts): .all(parts.map(compile))
    case .any(let parts): .any(parts.map(compile))
    case .none(let parts): .none(parts.map(compile))
    }
  }

  func sources(of item: Item) -> [Int] {
    switch item.quantity {
    case .sum(let items): items.compactMap { positions[$0] }
    case .elapsed(let from, let to): (from == .start ? [to] : [from, to]).compactMap { positions[$0] }
    case .entries, .automatic, .timeLeft, .timeUsed, .restarts: []
    }
  }

  func cause(of item: Item) -> Int? {
    guard case .item(let cause) = item.falls?.cause else { return nil }
    return positions[cause]
  }
}
