import ArgumentParser

// stdout is the answer, stderr is for people. Exit 0 done, 1 refused or something found wrong, 64 misused, 70 our fault,
// 74 recorded, but the answer could not be written.
Process.prepare()
let words = CommandLineWords(Process.arguments())
do {
  var command = try Tally.parseAsRoot(words.arranged)
  try AnswerFile.of(command)?.judge()
  try command.run()
} catch let error as AnswerNotWritten {
  Process.failToAnswer(error.message)
} catch let exit as ExitCode {
  Process.exit(exit.rawValue)
} catch {
  if let failure = Failure(error) { Process.fail(failure.sentence, code: failure.code) }
  switch Tally.exitCode(for: error) {
  case .success:
    // Of a command that is not there no help can be given.
    if let hint = words.hint { Process.fail(hint, code: 64) }
    // Nothing was asked: then the help is no answer.
    if words.asksForNothing {
      Process.tell(Tally.fullMessage(for: error) + "\n")
      Process.fail("say what is to be done: one of the commands above", code: 64)
    }
    Tally.exit(withError: error)  // --help and --version
  case .validationFailure:
    if let hint = words.hint { Process.fail(hint, code: 64) }
    let message = Tally.fullMessage(for: error)
    Process.fail(message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message, code: 64)
  default: Process.fail("this should not happen, please report it: \(error)", code: 70)
  }
}
