package import Operations
import RefereeConsole
package import Reports
import Scoring
import Text

/// The results as one document to print: who won, why, and how it can be checked.
package struct Booklet {
  package let situation: Situation
  package let manifest: Manifest
  private let check: Check

  /// How a reader checks the results, in the words of the face that the booklet is made with.
  package struct Check {
    /// What explains a place.
    package var explanation: String
    /// What works everything out a second time.
    package var audit: String

    package init(explanation: String, audit: String) {
      self.explanation = explanation
      self.audit = audit
    }
  }

  package init(situation: Situation, manifest: Manifest, check: Check) {
    self.situation = situation
    self.manifest = manifest
    self.check = check
  }

  private var competition: Competition { situation.competition }

  package var report: Report {
    let board = situation.board()
    var blocks: [Block] = [.lines(front.map { Line($0) })]
    // A revision of one challenge speaks of nothing else.
    let only = manifest.publication?.challenge
    blocks += StandingsView.blocks(of: board, only: only)
    let awards = ExportTables.awards(situation, only: only)
    if !awards.rows.isEmpty { blocks += [.heading("Awards"), .table(awards)] }
    if !situation.protests.isEmpty {
      blocks += [.heading("Protests"), .table(ExportTables.protests(situation.protests, competition))]
    }
    if !competition.publications.isEmpty {
      blocks += [.heading("Revisions"), .table(ExportTables.revisions(competition))]
    }
    blocks += [
      .heading("Runs"), .table(ExportTables.runs(logs(only), situation)),
    ]
    blocks += [.heading("How to check it"), .lines(checking.map { Line($0) })]
    return Report(title: "\(competition.name): results", blocks: blocks)
  }

  private func logs(_ only: Challenge.ID?) -> [RunLog] {
    situation.logs.filter { $0.run.phase != .practice && (only == nil || $0.run.challenge == only) }
  }

  private var front: [String] {
    var lines: [String] = []
    if !competition.days.isEmpty { lines.append(competition.days.joined(separator: ", ")) }
    if !competition.venue.isEmpty { lines.append(competition.venue) }
    lines.append(manifest.state.capitalisedFirst)
    lines.append("Code of the log: \(manifest.code)")
    if let publication = manifest.publication, !publication.objections.isEmpty {
      lines.append("Published although this stood against it, because: \(publication.reason)")
      lines += publication.objections
    }
    return lines
  }

  private var checking: [String] {
    [
      "Every place follows from the log and the rules, and nothing else: \(check.explanation) says how.",
      "\(check.audit) works all of it out a second time, another way, and checks that no entry was changed.",
      "The code above names the log: whoever has it can see that these results are of this log.",
      "Rules: "
        + competition.challenges.map { "\($0.title): \($0.rules.id), edition \($0.rules.edition)" }
        .joined(separator: "; "),
    ]
  }
}

extension RunView {
  /// The sheet to print and to sign.
  package var sheet: Report {
    var report = explanation
    var lines = ["Code of this sheet: \(sheetCode(of: log, digest: { Digest.bytes($0) }))"]
    for role in Role.allCases {
      let signature = log.standing.last { if case .signed(role, _, _) = $0.fact { true } else { false } }
      lines.append(
        signature.map { entry in
          "\(entry.signatureWords(of: role)), \(LocalTime(competition).exact(entry.recordedAt))"
        } ?? "Signature of the \(role.rawValue): ______________________")
    }
    report.blocks += [.heading("Signatures"), .lines(lines.map { Line($0) })]
    return report
  }
}

extension Entry {
  /// Whose hand a signature is. The referee's is the official's own; older versions did not ask who signed for the team.
  fileprivate func signatureWords(of role: Role) -> String {
    switch (role, fact) {
    case (.team, .signed(_, _, let name?)): "Signed for the team by \(name)"
    case (.team, _): "Signed by the team, without a name"
    case (.referee, _): "Signed by the referee: \(official)"
    }
  }
}
