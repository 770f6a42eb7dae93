import EventStore
import Operations

/// What a command refuses is what operations refuse: one sentence.
typealias CommandError = Refusal

extension StoreError {
  /// Whether nobody but us can do anything about it.
  var isOurFault: Bool {
    switch self {
    case .sqlite, .unstorable: true
    default: false
    }
  }
}
