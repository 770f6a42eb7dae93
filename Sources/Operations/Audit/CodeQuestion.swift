package import EventStore
import RefereeConsole

/// What a code on paper is of, and whether it still holds.
package struct CodeQuestion {
  /// What it is of: published revisions, signed sheets, the log as it is now.
  package let answers: [AuditCode]

  /// Why there is no answer.
  package enum Refusal: OperationRefusal, Equatable {
    case noCode(String)
    case unknown(code: String)

    package var problem: String {
      switch self {
      case .noCode(let typed): "'\(typed)' is no code; it has eight letters and digits, as 7Q2M-4XKD"
      case .unknown(let code):
        "no published revision and no signed sheet has the code \(code); read it again, letter by letter"
      }
    }
  }

  /// Looks for a code as somebody typed it.
  package init(_ typed: String, in store: EventStore) throws {
    guard let code = shortCode(typed: typed) else { throw Refusal.noCode(typed) }
    answers = try store.read { reader in
      let subject = AuditSubject(reader)
      return (try subject.codes() + subject.signedCodes()).filter { $0.code == code }
    }
    if answers.isEmpty { throw Refusal.unknown(code: code) }
  }
}
