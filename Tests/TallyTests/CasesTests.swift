import Foundation
import Testing

/// `fixtures/cases/`: small inputs that once gave a wrong answer, each with a check that a person can run by hand:
/// `bash fixtures/cases/NN-NAME/check.sh bin/tally`.
@Suite("Cases that once went wrong")
struct CasesTests {
  static let folder = Command.top.appending(path: "fixtures/cases")

  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
    FileManager.default.fileExists(atPath: folder.appending(path: "\($0)/check.sh").path)
  }.sorted()

  @Test("there are cases to try")
  func present() { #expect(CasesTests.names.count >= 27) }

  @Test("goes right", arguments: names)
  func right(_ name: String) throws {
    let check = Process()
    check.executableURL = URL(filePath: "/bin/bash")
    check.arguments = [CasesTests.folder.appending(path: "\(name)/check.sh").path, Command.binary.path]
    check.standardInput = FileHandle.nullDevice
    let output = Pipe()
    (check.standardOutput, check.standardError) = (output, output)
    try withSignalsUnblocked { try check.run() }
    let told = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    check.waitUntilExit()
    #expect(check.terminationStatus == 0, "\(name): \(told)")
  }
}

/// A child has the signal mask of the thread that starts it, and the runner's threads block most signals: a case that
/// ends a board with a signal would wait for ever.
private func withSignalsUnblocked(_ body: () throws -> Void) rethrows {
  var (none, before) = (sigset_t(), sigset_t())
  sigemptyset(&none)
  pthread_sigmask(SIG_SETMASK, &none, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  try body()
}
