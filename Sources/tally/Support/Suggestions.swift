import ArgumentParser
import Scoring

/// "Did you mean" for misspelt commands, which the argument parser does not offer.
enum Suggestions {
  /// A sentence for the first word that is no command where one should be; `nil` if that is not what is wrong.
  static func hint(for arguments: [String]) -> String? {
    var command: any ParsableCommand.Type = Tally.self
    var path = ["tally"]
    for word in arguments {
      let configuration = command.configuration
      let subcommands = configuration.subcommands + configuration.groupedSubcommands.flatMap { $0.subcommands }
      if subcommands.isEmpty || word.hasPrefix("-") || word == "help" { return nil }
      if let next = subcommands.first(where: { $0._commandName == word || $0.configuration.aliases.contains(word) }) {
        command = next
        path.append(word)
        continue
      }
      // Closures, not key paths: Swift 6.3.1 crashes on a key path into an existential metatype.
      let names = subcommands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
      let place = path.joined(separator: " ")
      if let meant = nearest(to: word, among: names) {
        return "'\(place)' has no command '\(word)'; did you mean '\(place) \(meant)'?"
      }
      return "'\(place)' has no command '\(word)'; it has \(names.joined(separator: ", "))"
    }
    return nil
  }
}
