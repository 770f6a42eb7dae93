import EventStore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What went wrong, for people.
struct Failure: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}

/// Where the benchmarks leave their files: on the disk the repository is on, so that "durable" means something.
let filesFolder = "Benchmarks/.build/files"

/// The path of a file that is not there.
func freshFile(_ name: String) throws -> String {
  mkdir(filesFolder, 0o755)
  let path = filesFolder + "/" + name
  unlink(path + ".witness")
  guard unlink(path) == 0 || errno == ENOENT else { throw Failure("\(path) cannot be made anew") }
  return path
}

/// Writes a small text file.
func write(_ text: String, to path: String) throws {
  guard let file = fopen(path, "w") else { throw Failure("\(path) cannot be written") }
  fputs(text, file)
  fclose(file)
}

/// Runs a program to its end, with nothing to read and nobody to listen; throws unless it is content.
func spawn(_ words: [String]) throws {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  for stream in 0...2 as ClosedRange<CInt> {
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", stream == 0 ? O_RDONLY : O_WRONLY, 0)
  }
  var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
  defer { for argument in arguments { free(argument) } }
  var child = pid_t()
  var status: CInt = 0
  guard posix_spawnp(&child, words[0], &actions, nil, &arguments, environ) == 0, waitpid(child, &status, 0) == child
  else { throw Failure("'\(words[0])' cannot be run; scripts/bench says what is needed") }
  if status != 0 { throw Failure("failed: \(words.joined(separator: " "))") }
}

func quit(_ code: CInt) -> Never { exit(code) }

/// The invented day of fixtures/, in a database of its own.
struct DemonstrationDay {
  let path: String
  let entries: Int
  let coffeeRuns: Int

  init() throws {
    path = try freshFile("day.sqlite")
    let day = "fixtures/milton-keynes-demo"
    try spawn(["bin/tally", "init", "--plan", day + "/competition.yaml", "--db", path])
    try spawn(["bin/tally", "log", "import", day + "/log.jsonl", "--db", path])
    let store = try EventStore.open(at: path, readOnly: true)
    entries = try store.read { try $0.counts().entries }
    coffeeRuns = try store.read { try $0.runs(of: "coffee").count }
  }
}
