import Foundation
import Scoring

// Every entry and every decision that is made here comes through these, whatever face made it: a name that was typed
// with a space behind it, or with its accents apart, is the same name. What other files recorded is taken in as it is.

extension String {
  /// The name as it is kept: trimmed, and in Unicode's composed form (NFC), so that one name has one spelling.
  var composedName: String { asName.precomposedStringWithCanonicalMapping }
}

extension Fact {
  /// The fact with the names of people in it as they are kept.
  var withComposedNames: Fact {
    switch self {
    case .rated(let item, let at, let rater, let value):
      .rated(item, at: at, by: Rater.ID(rater.text.composedName), value)
    case .signed(let role, let code, let name): .signed(as: role, code: code, by: name?.composedName)
    default: self
    }
  }
}

extension Decision.Ruling {
  /// The ruling with the names of teams and people in it as they are kept.
  var withComposedNames: Decision.Ruling {
    switch self {
    case .enteredTeam(let team, let name, let affiliation):
      return .enteredTeam(team, name: name.composedName, affiliation: affiliation.composedName)
    case .appointed(var official):
      official.name = official.name.composedName
      return .appointed(official)
    default: return self
    }
  }
}
