import EventStore
import Scoring

extension AuditCheck {
  /// Whether lots that were drawn give the order that was recorded: anybody can draw them again from their seed.
  static func lots(_ subject: AuditSubject) throws -> AuditOutcome {
    var outcome = AuditOutcome(checked: "")
    var drawn = 0
    for decision in try subject.parcel().decisions {
      guard case .settled(let tie) = decision.ruling, case .lots(let seed) = tie.method else { continue }
      drawn += 1
      let order = Lots.order(of: tie.order, seed: seed)
      if order == tie.order { continue }
      outcome.findings.append(
        AuditFinding(
          name: .lots, subject: decision.id.text,
          message: "decision \(decision.id) says that lots were drawn from '\(seed)', which give "
            + "\(order.map(\.text).joined(separator: ", ")) and not \(tie.order.map(\.text).joined(separator: ", ")): "
            + "draw them again"))
    }
    outcome.checked = "\(drawn) drawings of lots"
    return outcome
  }
}
