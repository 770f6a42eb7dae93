/// What a final does to the places of its challenge. Which reading SciRoc used is not known; the first is the default.
public enum FinalRule: Hashable, Sendable {
  /// The final decides the places of its teams, the trials those of the rest (SciRoc 2019, as far as it is known;
  /// RoboCup@Home 2026, where the third of the final is third).
  case decides
  /// The final decides the first so many places; everybody else, other finalists among them, by the trials
  /// (RoboCup@Home 2024: third is the best team outside the final of two).
  case decidesFirst(Int)
  /// Points of the final are added to those of the trials.
  case adds
  /// The final has a table of its own, and the trials decide the challenge.
  case apart
}

extension FinalRule: CustomStringConvertible, LosslessStringConvertible {
  /// The words of a plan: `decides its places`.
  public var description: String {
    switch self {
    case .decides: "decides its places"
    case .decidesFirst(let places): "decides the first \(places)"
    case .adds: "adds to the trials"
    case .apart: "stands apart"
    }
  }

  /// Reads the words of a plan.
  public init?(_ text: String) {
    switch text {
    case "decides its places": self = .decides
    case "adds to the trials": self = .adds
    case "stands apart": self = .apart
    default:
      let prefix = "decides the first "
      guard text.hasPrefix(prefix), let places = Int(text.dropFirst(prefix.count)), (1...99).contains(places),
        "\(places)" == text.dropFirst(prefix.count)
      else { return nil }
      self = .decidesFirst(places)
    }
  }

  /// The forms, for messages: what a plan may say.
  public static let forms = ["decides its places", "decides the first N", "adds to the trials", "stands apart"]
}
