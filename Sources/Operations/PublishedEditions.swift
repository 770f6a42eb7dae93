package import EventStore
package import RuleSetFiles
package import Scoring

/// The editions that are published: shipped with Tally, or used by the competition at hand.
package struct PublishedEditions {
  private var known: [(reference: RuleSetReference, place: String, isShipped: Bool)]

  /// Asks a competition's file too, if there is one.
  package init(_ competition: EventStore?) throws {
    known = RuleSetLibrary.shipped.compactMap { sheet in
      sheet.read().0.map {
        (RuleSetReference(id: $0.id, edition: $0.edition, digest: sheet.digest), "shipped with Tally", isShipped: true)
      }
    }
    guard let competition else { return }
    known += try competition.read { try $0.ruleSets() }.map {
      ($0.reference, "used in \(competition.path)", isShipped: false)
    }
  }

  /// A finding for each published edition of the same name and number whose content is another. `trial` is what somebody
  /// does whose competition's file was only a trial, in the words of the face.
  package func changed(_ ruleSet: RuleSet, _ text: String, _ file: String, trial: String) -> [Diagnostic] {
    let digest = RuleSetLibrary.digest(of: text)
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let line = (lines.firstIndex { $0.hasPrefix("edition:") } ?? 0) + 1
    return known.filter {
      $0.reference.id == ruleSet.id && $0.reference.edition == ruleSet.edition && $0.reference.digest != digest
    }
    .map { published in
      Diagnostic(
        file: file, line: line, column: 1, severity: .error,
        message: "edition \(ruleSet.edition) of '\(ruleSet.id)' is \(published.place) and says something else; "
          + "give a changed rule set edition \(ruleSet.edition + 1), or another id"
          + (published.isShipped ? "" : "; or, if that file was only a trial, \(trial)"))
    }
  }
}
