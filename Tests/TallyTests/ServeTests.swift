import Foundation
import ServerTestSupport
import Testing

/// The real server on this machine, with the real file that real commands write.
final class Board {
  let port: Int
  private let running: Command.Running
  private(set) var words = ""

  init(_ command: Command, _ options: String...) throws {
    running = try command.start(["serve", "--port", "0"] + options)
    var line = Data()
    while !line.contains(10) {
      let some = running.out.fileHandleForReading.availableData
      if some.isEmpty { break }
      line += some
    }
    words = String(decoding: line, as: UTF8.self)
    port = Int(words.split(separator: "\n").first?.matches(of: /:([0-9]+)\//).last?.1 ?? "") ?? 0
    if port == 0 {
      let outcome = running.finish()
      throw Failed(why: words + outcome.err)
    }
  }

  struct Failed: Error { var why: String }

  deinit { running.process.terminate() }

  /// Asks it to end as the system does, and waits.
  func stop() -> Command.Outcome {
    running.process.terminate()
    return running.finish()
  }

  func get(_ path: String) throws -> String {
    try #require(Talk(port: port).get("/" + path), "no answer for \(path)").text
  }

  /// Every byte that the public can get, by its path, with every field that comes along but the date.
  func everything() throws -> [String: String] {
    let live = try get("live.json")
    var all: [String: String] = ["live.json": live]
    let paths = live.matches(of: /"([a-z0-9_~\/-]*)":"[0-9a-f]{32}"/).map { String($0.1) }
    for path in paths + ["board.json", "board.csv", "overall.csv", "screens.json", "board.css", "board.js", "nothing"] {
      let answer = try #require(Talk(port: port).get("/" + path))
      let fields = answer.head.split(separator: "\r\n").filter { !$0.hasPrefix("Date:") }.joined(separator: "\n")
      all[path] = fields + "\n" + answer.text
    }
    return all
  }

  /// Follows the news, and has heard the first.
  func follow() throws -> Talk {
    let talk = try Talk(port: port)
    talk.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    _ = try #require(talk.until("retry: 2000\n\n"))
    _ = try #require(talk.until("\n\n"))
    return talk
  }
}

@Suite("tally serve", .serialized)
struct ServeTests {
  @Test("what a command has recorded is on the board at once, and in all its forms")
  func follows() throws {
    let day = try EventDay()
    let board = try Board(day.command)
    #expect(try board.get("").contains("<a href=\"t/lasr/\">LASR</a>"))
    let news = try board.follow()
    try day.play("kcl", alphas: 9)
    // Some news are of the run that began; the last is of its end.
    while try !board.get("board.csv").contains("coffee,trials,1,kcl,KCL,27") { _ = try #require(news.until("\n\n")) }
    #expect(try board.get("board.json").contains("\"key_1\": \"most points\",\n    \"value_1\": 27"))
    #expect(try board.get("c/coffee/").contains("data-key=\"kcl\""))
    #expect(try board.get("hall/").contains(">27</td>"))
    #expect(try board.get("t/kcl/").contains("KCL in Keys, trials: place 1 of 4"))
    #expect(!(try board.get("t/kcl/")).contains("R1"), "officials are not named to everybody")
    let outcome = board.stop()
    #expect(outcome.code == 0 && outcome.err.contains("stopped"))
  }

  @Test("a run under way is on the clock, without points; who is next is there")
  func running() throws {
    let day = try EventDay()
    try day.must("tally schedule make --phase trials --window 2025-09-23T11:00/16:00 --official chair")
    let board = try Board(day.command)
    let news = try board.follow()
    try day.must("tally run open coffee kcl")
    try day.must("tally run start coffee-5")
    while try !board.get("runs/").contains("data-v=\"2025-09-23T09:10:00.000Z\"") {
      _ = try #require(news.until("\n\n"))
    }
    try day.must("tally run saw coffee-5 alpha --count 9 --at 1:00")
    #expect(try board.get("runs/").contains("since 10:10:00"))
    let next = try board.get("next/")
    #expect(next.contains("The coffee shop") && next.contains(">after that</td>") && !next.contains("tally "))
  }

  @Test("while the board is held no byte, no field and no event tells anything of what is recorded")
  func held() throws {
    var day = try EventDay(at: "09:40")
    day.by("chair")
    try day.must("tally publish --freeze --reason \"until the ceremony\"")
    let board = try Board(day.command)
    let before = try board.everything()
    #expect(before.count > 15 && before[""]?.contains("Held until the ceremony") == true)
    let news = try board.follow()
    for team in ["kcl", "lasr", "mku", "homer"] {
      for bumps in 1...2 { try day.play(team, alphas: 9, bumps: bumps, signed: bumps == 2) }
    }
    let open = try day.must("tally run open door lasr").trimmingCharacters(in: .newlines)
    try day.must("tally run start \(open)")
    for second in 10...59 { try day.must("tally run saw \(open) bump --at 0:\(second)") }
    try day.must("tally team disqualify homer --reason x --official chair")
    try day.must("tally publish coffee --provisional")
    usleep(1_500_000)
    #expect(try board.everything() == before)
    let heard = news.everything(quiet: 1)
    #expect(!heard.isClosed && !heard.text.contains("id:") && !heard.text.contains("data: {\"id\""), "\(heard.text)")
    // The control: the same records are news when the board is open.
    try day.must("tally publish --thaw")
    #expect(news.until("\n\n", within: 20)?.contains("\"changed\":") == true)
    #expect(try board.everything() != before)
  }

  @Test("a ceremony opens places on every screen, one after the other, and says of the others that they are to come")
  func reveal() throws {
    var day = try EventDay(at: "09:40")
    day.by("chair")
    try day.must("tally publish --freeze --reason \"until the ceremony\"")
    let board = try Board(day.command)
    let news = try board.follow()
    func rows(_ path: String) throws -> [String] {
      try board.get(path).matches(of: /<tr role="row" data-key="([^"]*)">/).map { String($0.1) }
    }
    try day.must("tally reveal coffee")
    _ = try #require(news.until("\n\n"))
    #expect(try rows("c/coffee/") == ["place 1", "place 2", "place 3", "Homer"])
    #expect(try board.get("hall/").contains("still to come") && board.get("").contains("still to come"))
    let csv = try board.get("board.csv")
    #expect(csv.contains("coffee,trials,4,homer") || csv.contains("coffee,result,4,homer"))
    for team in ["lasr", "mku", "kcl"] {
      #expect(!csv.split(separator: "\r\n").contains { $0.hasPrefix("coffee,") && $0.contains(",\(team),") }, "\(csv)")
    }
    #expect(!csv.contains("against"), "a reason names nobody who is not open: \(csv)")
    #expect(!(try board.get("overall.csv")).contains("lasr"), "what follows from it would tell")
    try day.must("tally reveal coffee --all")
    while try board.get("c/coffee/").contains("still to come") { _ = try #require(news.until("\n\n")) }
    #expect(try board.get("board.csv").contains(",1,lasr,"))
  }

  @Test("held when all is over, no form of the board tells a result, and none tells more than another")
  func over() throws {
    var day = try EventDay(at: "12:00")
    for team in ["lasr", "mku"] { try day.play(team, alphas: 2, phase: "final") }
    try day.dropRest()
    day.by("chair")
    try day.must("tally publish --freeze --reason x")
    let board = try Board(day.command)
    for path in ["board.csv", "overall.csv"] {
      let lines = try board.get(path).split(separator: "\r\n").filter { !$0.hasPrefix("door,") }
      #expect(lines.count <= 1, "\(path): \(lines)")
    }
    #expect(try board.get("").contains("Not shown until it is revealed"))
    for path in ["", "c/coffee/", "o/best/", "t/lasr/", "hall/", "board.json"] {
      #expect(try !board.get(path).contains("place 1") && !board.get(path).contains("\"rank\": 1"), "\(path)")
    }
    // 'tally standings --public' for machines tells as little.
    #expect(try day.rows("tally standings --public").allSatisfy { $0["challenge"] == "door" })
  }

  @Test("the file may be replaced, taken away and damaged: the board stays, says it, and goes on with what comes")
  func replaced() throws {
    let day = try EventDay()
    let board = try Board(day.command)
    let file = day.command.folder.appending(path: "tally.sqlite")
    let other = day.command.folder.appending(path: "other.sqlite")
    try FileManager.default.copyItem(at: file, to: other)
    let news = try board.follow()
    try FileManager.default.removeItem(at: file)
    usleep(1_500_000)
    #expect(try board.get("").contains("LASR"))
    try FileManager.default.moveItem(at: other, to: file)
    usleep(1_500_000)
    try day.play("kcl", alphas: 9)
    while try !board.get("board.csv").contains(",1,kcl,") { _ = try #require(news.until("\n\n")) }
    try Data("nothing of a competition".utf8).write(to: file)
    usleep(1_500_000)
    #expect(try board.get("board.csv").contains(",1,kcl,"), "what stood stays")
    let said = board.stop().err
    #expect(
      said.contains("is gone") && said.contains("was replaced by another file") && said.contains("cannot be read"))
  }

  @Test("it writes nothing: not to the file, not beside it")
  func writesNothing() throws {
    let day = try EventDay()
    let before = try (day.file, FileManager.default.contentsOfDirectory(atPath: day.command.folder.path).sorted())
    let board = try Board(day.command)
    for path in ["", "hall/", "t/lasr/", "board.json", "nothing"] { _ = try board.get(path) }
    _ = board.stop()
    #expect(try day.file == before.0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: day.command.folder.path).sorted() == before.1)
  }

  @Test(
    "it listens to this machine alone unless it is told otherwise, says what is to be seen, and a port that is taken")
  func surroundings() throws {
    let day = try EventDay()
    let board = try Board(day.command)
    #expect(board.words.hasPrefix("http://localhost:\(board.port)/"))
    let talk = try Talk(port: board.port)
    talk.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")
    #expect(talk.answer()?.status == 421)
    let second = try day.command.run("serve", "--port", "\(board.port)")
    #expect(second.code == 1 && second.err.contains("is a board running already?"))
    #expect(board.stop().err.contains("only this machine can look; --lan"))
    let open = try Board(day.command, "--lan", "--url", "https://board.example:\(9)/")
    _ = open
    #expect(try day.command.run("serve", "--url", "ftp://x").code == 64)
  }

  @Test("a screen with a name shows what it is given, without anybody going there")
  func screens() throws {
    let day = try EventDay()
    let board = try Board(day.command)
    let news = try board.follow()
    try day.must("tally screen set left coffee next --every 20")
    #expect(try #require(news.until("\n\n")).contains("\"changed\":[\"live.json\",\"screens.json\"]"))
    #expect(try board.get("screens.json") == "{\"left\": {\"pages\": [\"coffee\", \"next\"], \"every\": 20}}\n")
    #expect(try day.rows("tally screen list").map { $0["pages"] } == ["coffee, next"])
    try day.refuses("tally screen set left cofee", "did you mean 'coffee'?")
    try day.refuses("tally screen set \"le ft\"", "letters, digits")
    try day.refuses("tally screen clear right", "there is no screen 'right'")
    try day.must("tally screen clear left")
    #expect(try #require(news.until("\n\n")).contains("screens.json"))
  }
}

@Suite("tally export --site: the board as files", .serialized)
struct SiteFolderTests {
  @Test("the folder has what the server shows, byte for byte; written again, only what is new")
  func same() throws {
    let day = try EventDay()
    try day.must("tally export --site www")
    let board = try Board(day.command)
    for (path, _) in try board.everything() where !["live.json", "nothing"].contains(path) {
      let name = path.contains(".") ? path : path + "index.html"
      #expect(try day.command.read("www/\(name)") == board.get(path), "\(path)")
    }
    _ = board.stop()
    func kept() throws -> Set<String> {
      Set(try FileManager.default.contentsOfDirectory(atPath: day.command.folder.appending(path: "www/r").path))
    }
    let before = try kept()
    try day.play("kcl", alphas: 9)
    try day.must("tally export --site www")
    let after = try kept()
    #expect(after.isSuperset(of: before) && after.count > before.count, "a page that a cache knows stays for a while")
    let live = try day.command.read("www/live.json")
    #expect(live.contains("\"events\":false"))
    for match in live.matches(of: /"([a-z0-9_~\/-]*)":"([0-9a-f]{32})"/) {
      #expect(try day.command.read("www/r/\(match.2).html") == day.command.read("www/\(match.1)index.html"))
    }
  }

  @Test("it follows the file until it is ended, and writes over nobody's folder")
  func watches() throws {
    let day = try EventDay()
    try day.command.write("mine", to: "notes.txt")
    try day.refuses("tally export --site .", "is not empty and no board of Tally's")
    try day.refuses("tally export --site www --to x", "say where to")
    let running = try day.command.start(["export", "--site", "www", "--watch"])
    let csv = day.command.folder.appending(path: "www/board.csv")
    for _ in 0..<200 where !FileManager.default.fileExists(atPath: csv.path) { usleep(50_000) }
    try day.play("kcl", alphas: 9)
    for _ in 0..<200 where try !day.command.read("www/board.csv").contains(",1,kcl,") { usleep(50_000) }
    #expect(try day.command.read("www/board.csv").contains(",1,kcl,"))
    running.process.terminate()
    #expect(running.finish().code == 0)
  }
}

/// Real programs that others have made: a browser and a web server, driven by scripts of their own.
@Suite("The board in a browser, and behind a web server", .serialized)
struct BoardTogetherTests {
  private static func isThere(_ programs: String...) -> Bool {
    programs.contains { program in
      (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
      } || FileManager.default.isExecutableFile(atPath: "/usr/sbin/\(program)")
    }
  }

  private func run(_ script: String) throws {
    let command = try Command()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", Command.top.appending(path: "Tests/TallyTests/Browser/\(script)").path, Command.binary.path,
    ]
    process.currentDirectoryURL = command.folder
    let out = Pipe()
    process.standardOutput = out
    process.standardError = out
    try process.run()
    let words = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 && words.contains("all is well"), "\(words)")
  }

  @Test(
    "three widths, a change after a command, a server that starts again, seven tabs, no script",
    .enabled(if: isThere("chromium"), "no chromium is installed"))
  func browser() throws { try run("board.py") }

  @Test(
    "nginx serves the folder and stands before the server, as docs/serve.md says",
    .enabled(if: isThere("nginx"), "no nginx is installed"))
  func nginx() throws { try run("nginx.py") }
}
