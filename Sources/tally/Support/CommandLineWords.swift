import ArgumentParser
import Scoring

/// What was typed after `tally`.
struct CommandLineWords {
  private let words: [String]

  init(_ words: [String]) { self.words = words }

  /// Whether nothing was asked for: neither a command nor the help.
  var asksForNothing: Bool {
    let asking = ["--help", "-h", "help", "-help", "--version", "--experimental-dump-help"]
    return !words.contains {
      asking.contains($0) || $0.hasPrefix("--generate-completion-script") || $0.hasPrefix("---")
    }
  }

  // MARK: Options before the command

  /// The options that nearly every command has, each with its value: they may stand before the command too.
  private static let shared = ["--db", "--official", "--terminal"]

  /// The same words with such options behind the command that they are for: `--db FILE standings` is `standings --db FILE`.
  var arranged: [String] {
    var command: any ParsableCommand.Type = Tally.self
    var (path, options, rest) = ([String](), [String](), words[...])
    while let word = rest.first {
      if CommandLineWords.shared.contains(word), rest.count > 1 {
        options += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if CommandLineWords.shared.contains(where: { word.hasPrefix($0 + "=") }) {
        options.append(word)
        rest = rest.dropFirst()
      } else if let next = command.subcommand(named: word) {
        command = next
        path.append(word)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    return path + options + rest
  }

  // MARK: What was meant

  /// A sentence for the first word that is no command where one should be; `nil` if that is not what is wrong. The
  /// argument parser says it only of options.
  var hint: String? {
    var command: any ParsableCommand.Type = Tally.self
    var path = ["tally"]
    for word in arranged.drop(while: { $0 == "help" }) {
      let subcommands = command.configuration.subcommands
      if subcommands.isEmpty || word.hasPrefix("-") { return nil }
      if let next = command.subcommand(named: word) {
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

extension ParsableCommand {
  fileprivate static func subcommand(named word: String) -> (any ParsableCommand.Type)? {
    configuration.subcommands.first { $0._commandName == word || $0.configuration.aliases.contains(word) }
  }
}
