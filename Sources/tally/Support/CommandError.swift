import EventStore

/// What a command refuses, as one sentence: what is wrong; what would be right.
struct CommandError: Error {
  var message: String
  init(_ message: String) { self.message = message }
}

extension StoreError {
  /// Whether nobody but us can do anything about it.
  var isOurFault: Bool {
    switch self {
    case .sqlite, .unstorable: true
    default: false
    }
  }
}
