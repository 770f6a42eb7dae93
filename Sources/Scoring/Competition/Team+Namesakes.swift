extension Team {
  /// What speaks for a team being one of these already, under another short name: a phrase each.
  public func nearNamesakes(among teams: some Sequence<Team>) -> [String] {
    teams.filter { $0.id != id }.compactMap { other in
      if other.name == name, !name.isEmpty { return "'\(id)' has the same name as '\(other.id)', '\(name)'" }
      if isNearly(other.id.text, id.text) { return "the short name '\(id)' looks like '\(other.id)' ('\(other.name)')" }
      guard !name.isEmpty, isNearly(other.name, name) else { return nil }
      return "the name '\(name)' of '\(id)' looks like '\(other.name)' of '\(other.id)'"
    }
  }
}

extension Competition {
  /// A name like an official's own, of those who were appointed: whoever means the same person should write it alike.
  public func nearOfficial(_ name: String) -> String? {
    officials.contains { $0.name == name } ? nil : officials.map(\.name).first { isNearly($0, name) }
  }
}
