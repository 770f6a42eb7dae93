import ArgumentParser
import EventStore
import Operations
import Scoring

/// What the shell offers when Tab is pressed: the names that the competition's file knows.
///
/// A completion never fails and never speaks: where there is no file, or a damaged one, nothing is offered.
enum Completions {
  /// Challenges, teams, runs or arenas, by the kind of name that is asked for.
  static func names<Kind>(of kind: Identifier<Kind>.Type) -> CompletionKind {
    switch kind {
    case is Run.ID.Type: asking { words, store in try store.runs().map(\.run.id.text) }
    case is Team.ID.Type: asking { words, store in try store.competitionWithoutOrder().teams.map(\.id.text) }
    case is Challenge.ID.Type: asking { words, store in try store.competitionWithoutOrder().challenges.map(\.id.text) }
    case is Arena.ID.Type: asking { words, store in try store.competitionWithoutOrder().arenas.map(\.id.text) }
    default: .default
    }
  }

  /// The items of the run that is named before, with their places: `delivers@table-2`.
  static let items = asking { words, store in
    guard let run = try words.compactMap({ try store.run(Run.ID($0)) }).first else { return [] }
    let rules = try store.log(of: run.id, rules: RuleSets.shared.compile).rules.ruleSet
    return rules.items.flatMap { item in
      let places = rules.instances.first { $0.id == item.per }?.instances ?? []
      return places.isEmpty ? [item.id.text] : places.map { "\(item.id)@\($0.id)" }
    }
  }

  /// The names that a question gives, of the file that is meant by the words typed so far.
  private static func asking(
    _ names: @escaping @Sendable (_ words: [String], _ store: StoreReader) throws -> [String]
  ) -> CompletionKind {
    .custom { words, _, prefix in
      let path = DatabaseOptions.path(named: named("--db", in: words))
      let store = try? EventStore.open(at: path, readOnly: true)
      let all = (try? store?.read { try names(words, $0) }) ?? []
      return all.filter { $0.hasPrefix(prefix) }
    }
  }

  /// The value of an option among words: `--db FILE` or `--db=FILE`.
  private static func named(_ option: String, in words: [String]) -> String? {
    if let word = words.last(where: { $0.hasPrefix(option + "=") }) { return String(word.dropFirst(option.count + 1)) }
    guard let place = words.lastIndex(of: option), words.indices.contains(place + 1) else { return nil }
    return words[place + 1]
  }
}
