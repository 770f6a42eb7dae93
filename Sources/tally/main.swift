import ArgumentParser
import EventStore
import Files
import Operations
import Scoring

// stdout is the answer, stderr is for people. Exit 0 done, 1 refused or something found wrong, 64 misused, 70 our fault,
// 74 recorded, but the answer could not be written.
Process.prepare()
do {
  var command = try Tally.parseAsRoot()
  try AnswerFile.of(command)?.judge()
  try command.run()
} catch let error as AnswerNotWritten {
  Process.failToAnswer(error.message)
} catch let error as CommandError {
  Process.fail(error.message, code: 1)
} catch let refusal as any OperationRefusal {
  Process.fail(refusal.sentence, code: 1)
} catch let error as StoreError {
  Process.fail(error.description, code: error.isOurFault ? 70 : 1)
} catch let trouble as FileTrouble {
  Process.fail("a file could not be used (\(trouble))", code: 1)
} catch let error as Rejection {
  Process.fail(error.description, code: 1)
} catch let exit as ExitCode {
  Process.exit(exit.rawValue)
} catch {
  switch Tally.exitCode(for: error) {
  case .success: Tally.exit(withError: error)  // --help and --version
  case .validationFailure:
    if let hint = Suggestions.hint(for: Array(CommandLine.arguments.dropFirst())) { Process.fail(hint, code: 64) }
    let message = Tally.fullMessage(for: error)
    Process.fail(message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message, code: 64)
  default: Process.fail("this should not happen, please report it: \(error)", code: 70)
  }
}
