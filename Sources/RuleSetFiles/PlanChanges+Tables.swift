public import Scoring
import Text

/// Overall tables and awards.
extension PlanComparison {
  mutating func compareTables() {
    for table in wanted.overalls {
      if let before = current.overall(table.id) {
        if before != table {
          change("overall table \(table.id): \(differences(before, table).joined(separator: "; "))", table.rulings)
        }
      } else {
        add("overall table \(table.id): '\(table.title)', \(counted(table.parts.count, "part"))", table.rulings)
      }
    }
    for table in current.overalls where wanted.overall(table.id) == nil {
      remove(
        "overall table \(table.id): '\(table.title)'",
        takeBack { ruling in
          switch ruling {
          case .plannedOverall(let told): told.id == table.id
          case .plannedPart(let id, _): id == table.id
          default: false
          }
        })
    }
  }

  private func differences(_ before: Overall, _ after: Overall) -> [String] {
    var words: [String] = []
    func compare(_ name: String, _ old: String, _ new: String) {
      if old != new { words.append("\(name) \(old.isEmpty ? "none" : old) becomes \(new.isEmpty ? "none" : new)") }
    }
    compare("title", "'\(before.title)'", "'\(after.title)'")
    compare("division", before.division?.text ?? "", after.division?.text ?? "")
    compare("order", before.order.rawValue, after.order.rawValue)
    compare("rounding", before.rounding?.description ?? "", after.rounding?.description ?? "")
    compare(
      "ties", before.ties.map(\.description).joined(separator: ", "),
      after.ties.map(\.description).joined(separator: ", "))
    for index in 0..<max(before.parts.count, after.parts.count) {
      let (old, new) = (before.parts.at(index), after.parts.at(index))
      if old == new { continue }
      compare("part \(index + 1)", old?.words ?? "", new?.words ?? "")
    }
    return words
  }

  mutating func compareAwards() {
    for award in wanted.awards {
      if let before = current.awards.first(where: { $0.id == award.id }) {
        if before != award {
          change("award \(award.id): \(before.words) becomes \(award.words)", [.plannedAward(award)])
        }
      } else {
        add("award \(award.id): \(award.words)", [.plannedAward(award)])
      }
    }
    for award in current.awards where !wanted.awards.contains(where: { $0.id == award.id }) {
      remove(
        "award \(award.id): \(award.words)",
        takeBack { if case .plannedAward(let told) = $0 { told.id == award.id } else { false } })
    }
  }
}

extension Array {
  fileprivate func at(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension Overall.Part {
  /// What it adds up, in the words of a plan: "'Stages' (all: points to 100, sum, weight 0.5)".
  public var words: String {
    var words = "'\(title)' (" + (challenges.isEmpty ? "all" : challenges.map(\.text).joined(separator: ", "))
    words += ": \(value) of the \(source.rawValue), \(combination)"
    if let normalised { words += ", to \(normalised)" }
    if weight != 1 { words += ", weight \(weight)" }
    if zeroBestIsFull { words += ", a best of zero is full" }
    return words + ")"
  }
}

extension Award {
  /// Who gets it, in words.
  public var words: String {
    switch rule {
    case .best(let table, let division):
      "'\(title)' for the best of '\(table)'" + (division.map { " in '\($0)'" } ?? "")
    case .skill(let tag, let percent, let except):
      "'\(title)' for \(percent)% of the points for '\(tag)'" + (except.map { ", not for the winner of '\($0)'" } ?? "")
    }
  }
}

extension Official {
  /// What they may do, in words.
  public var words: String { duties.map(\.rawValue).joined(separator: ", ") }
}
