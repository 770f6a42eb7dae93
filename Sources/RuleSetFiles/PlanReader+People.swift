import Scoring
import Text
import Yams

/// Places and people: arenas, officials, divisions, teams.
extension PlanReader {
  func readArenas(_ fields: Fields) {
    for node in fields.list("arenas") ?? [] {
      guard let fields = file.fields(node, as: PlanVocabulary.arena), let id = fields.id("id"),
        isFirst("arena", id, at: fields["id"]!)
      else { continue }
      if fields["challenges"]?.sequence?.isEmpty ?? false {
        file.report(
          .error, fields.place("challenges"),
          "an arena for no challenge; name one, or leave 'challenges' out where any may be held")
      }
      let challenges = references(fields, "challenges", among: challengeNames, "challenge")
      plan.arenas.append(
        Arena(id: Arena.ID(id), title: fields.text("title") ?? "", challenges: challenges.map { Challenge.ID($0) }))
    }
  }

  func readOfficials(_ fields: Fields) {
    for node in fields.list("officials") ?? [] {
      guard let fields = file.fields(node, as: PlanVocabulary.official), let name = fields.text("name")?.asName,
        isFirstOfficial(name, at: fields["name"]!)
      else { continue }
      if fields["duties"]?.sequence?.isEmpty ?? false {
        file.report(
          .error, fields.place("duties"),
          "an official of no duty; name one of \(oneOf(Duty.allCases.map(\.rawValue))), or leave the official out")
      }
      var official = Official(name: name, duties: [])
      for node in fields.list("duties") ?? [] {
        guard let duty = file.choice(node, "duties", among: Duty.allCases.map(\.rawValue)).flatMap(Duty.init)
        else { continue }
        if official.duties.contains(duty) {
          file.error(node, "the duty '\(duty.rawValue)' is here twice; keep it once")
        } else {
          official.duties.append(duty)
        }
      }
      plan.officials.append(official)
    }
  }

  private func isFirstOfficial(_ name: String, at node: Node) -> Bool {
    // What a command line takes; see `tally --official`.
    guard name.utf8.count <= 200 else {
      file.error(node, "an official's name has \(name.utf8.count) bytes; at most 200 are allowed")
      return false
    }
    guard !plan.officials.contains(where: { $0.name == name }) else {
      file.error(node, "the official \(quoted(name)) is here twice; name all duties at one place")
      return false
    }
    if let other = plan.officials.map(\.name).first(where: { isNearly($0, name) }) {
      file.report(
        .warning, file.place(node),
        "the official \(quoted(name)) looks like \(quoted(other)); if it is one person, write the name alike")
    }
    return true
  }

  func readDivisions(_ fields: Fields) {
    for node in fields.list("divisions") ?? [] {
      guard let fields = file.fields(node, as: PlanVocabulary.division), let id = fields.id("id"),
        isFirst("division", id, at: fields["id"]!)
      else { continue }
      plan.divisions.append(Division(id: Division.ID(id), title: fields.text("title") ?? ""))
    }
  }

  func readTeams(_ fields: Fields) {
    for node in fields.list("teams") ?? [] {
      guard let fields = file.fields(node, as: PlanVocabulary.team), let id = fields.id("id"),
        isFirst("team", id, at: fields["id"]!)
      else { continue }
      let name = fields.text("name")?.asName ?? ""
      let team = Team(id: Team.ID(id), name: name, affiliation: fields.text("affiliation")?.asName ?? "")
      if let other = plan.teams.first(where: { $0.name == name && !name.isEmpty }) {
        file.report(
          .warning, fields.place("name"),
          "the teams '\(other.id)' and '\(id)' have one name; is it the same team twice?")
      } else if let double = team.nearNamesakes(among: plan.teams).first {
        file.report(.warning, fields.place("name"), "\(double); is it the same team twice?")
      }
      plan.teams.append(team)
      let divisions = references(fields, "divisions", among: divisionNames, "division")
      if !divisions.isEmpty { plan.divisionsOfTeam[Team.ID(id)] = divisions.map { Division.ID($0) } }
    }
  }
}
