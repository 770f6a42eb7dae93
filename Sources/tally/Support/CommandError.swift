import EventStore
import Files
import Operations
import Scoring

/// What a command itself refuses, as one sentence: what is wrong; what would be right.
struct CommandError: Error {
  var message: String
  init(_ message: String) { self.message = message }
}

/// What people are told of an error, and how the process ends with it; `nil` of an error that is none of ours.
struct Failure {
  var sentence: String
  var code: Int32

  init?(_ error: any Error) {
    code = 1
    switch error {
    case let error as CommandError: sentence = error.message
    case let refusal as any OperationRefusal: sentence = refusal.sentence
    case let error as StoreError:
      sentence = error.sentence
      code = error.isOurFault ? 70 : 1
    case let trouble as FileTrouble: sentence = "a file could not be used (\(trouble))"
    case let error as Rejection: sentence = error.sentence
    default: return nil
    }
  }

  /// The sentence for any error.
  static func sentence(for error: any Error) -> String { Failure(error)?.sentence ?? "\(error)" }
}

extension StoreError {
  /// Whether nobody but us can do anything about it.
  fileprivate var isOurFault: Bool {
    switch self {
    case .sqlite, .unstorable: true
    default: false
    }
  }
}
