import EventStore
import Scoring

extension AuditCheck {
  /// Whether an exported folder is as it was written, and was written of this log.
  package static func results(_ subject: AuditSubject) throws -> AuditOutcome {
    guard let folder = subject.results else { return AuditOutcome(checked: "") }
    let files = folder.rows.filter { $0.kind == "file" }
    return AuditOutcome(
      checked: "\(files.count) files of \(folder.path) by its manifest",
      findings: changes(in: folder, files.map { ($0.name, $0.value) }) + (try origin(of: folder, subject)))
  }

  private static func changes(in folder: ResultsFolder, _ files: [(name: String, digest: String)]) -> [AuditFinding] {
    var findings: [AuditFinding] = []
    for (name, digest) in files {
      guard let now = folder.digests[name] else {
        findings.append(
          AuditFinding(
            name: .fileMissing, subject: name,
            message: "\(folder.path)/\(name) was written with these results and is not there; export them again"))
        continue
      }
      if now != digest {
        findings.append(
          AuditFinding(
            name: .fileChanged, subject: name,
            message: "\(folder.path)/\(name) is not the file that was written with these results; export them again"))
      }
    }
    let known = Set(files.map(\.name))
    return findings
      + folder.digests.keys.filter { !known.contains($0) }.sorted().map { name in
        AuditFinding(
          name: .fileAdded, subject: name,
          message: "\(folder.path)/\(name) was not written with these results: it was put there, or is left of others")
      }
  }

  /// Whether the results are of this competition, and of a moment that this log still tells as it was.
  private static func origin(of folder: ResultsFolder, _ subject: AuditSubject) throws -> [AuditFinding] {
    let parcel = try subject.parcel()
    if let theirs = folder.values("competition").first, theirs != parcel.competition?.id {
      return [
        AuditFinding(
          name: .otherCompetition, subject: folder.path,
          message: "the results in \(folder.path) are of another competition (\(theirs.prefix(8))); name a folder of "
            + "this one")
      ]
    }
    guard let text = folder.values("heads").first, let heads = Heads(text), let code = folder.values("code").first
    else {
      return [
        AuditFinding(
          name: .resultsHeads, subject: folder.path,
          message: "the manifest in \(folder.path) does not say of which moment its results are; export them again")
      ]
    }
    let here = Heads(entries: parcel.entries, decisions: parcel.decisions)
    let lacking = heads.terminals.filter { terminal, head in
      let own = here.terminals[terminal] ?? Heads.Head()
      return own.entries < head.entries || own.decisions < head.decisions
    }.keys.sorted()
    if !lacking.isEmpty {
      return [
        AuditFinding(
          name: .resultsHeads, subject: folder.path,
          message: "the results in \(folder.path) were made of more than this log has from the terminals "
            + lacking.map { "'\($0)'" }.joined(separator: ", ") + ": merge what is missing")
      ]
    }
    let now = competitionCode(of: parcel, at: heads)
    if now == code { return [] }
    return [
      AuditFinding(
        name: .resultsCode, subject: folder.path,
        message:
          "the results in \(folder.path) were written with the code \(code), and the log up to that moment gives "
          + "\(now): one of the two was changed")
    ]
  }
}
