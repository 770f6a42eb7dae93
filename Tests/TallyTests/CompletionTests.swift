import Foundation
import Testing

/// What the shell is told when Tab is pressed; the shells' own scripts are made by swift-argument-parser.
@Suite("Completions know the competition")
struct CompletionTests {
  /// What is offered for the last of these words, asked as bash asks.
  private func offered(_ command: Command, _ words: String...) throws -> [String] {
    let script = try command.must("tally --generate-completion-script bash")
    let file = command.folder.appending(path: "tally.bash")
    try script.write(to: file, atomically: true, encoding: .utf8)
    let bash = Process()
    bash.executableURL = URL(filePath: "/bin/bash")
    let line = (["tally"] + words).joined(separator: " ")
    bash.arguments = [
      "-c",
      """
      PATH="$1:$PATH"; source "$2"; COMP_LINE="$3"; COMP_POINT=${#COMP_LINE}; read -ra COMP_WORDS <<<"$3"
      [ "${3: -1}" = " " ] && COMP_WORDS+=(""); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _tally 2>/dev/null; printf '%s\\n' "${COMPREPLY[@]}"
      """,
      "bash", Command.binary.deletingLastPathComponent().path, file.path, line,
    ]
    bash.currentDirectoryURL = command.folder
    let out = Pipe()
    bash.standardOutput = out
    try bash.run()
    let bytes = out.fileHandleForReading.readDataToEndOfFile()
    bash.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  @Test("challenges, teams and runs of the file in force, by what is typed already")
  func names() throws {
    let command = try Command.small()
    try command.must("tally run open coffee lasr")
    #expect(try offered(command, "run", "start", "").contains("coffee-1"))
    #expect(try offered(command, "explain", "").contains("lasr"))
    #expect(try offered(command, "run", "open", "").contains("coffee"))
    #expect(try offered(command, "explain", "zz").isEmpty)
  }

  @Test("items are those of the run that is named, and another file is asked where --db names it")
  func items() throws {
    let command = try Command.small()
    try command.must("tally run open coffee lasr")
    #expect(try offered(command, "run", "saw", "coffee-1", "stat").first?.hasPrefix("status@") == true)
    #expect(try offered(command, "run", "saw", "coffee-9", "").isEmpty)
    #expect(try offered(command, "run", "start", "--db", "other.sqlite", "").isEmpty)
  }

  @Test("where there is no competition nothing is offered, and nothing is said")
  func nothing() throws { #expect(try offered(try Command(), "run", "start", "").isEmpty) }
}
