import ArgumentParser
import EventStore
import Operations
import Pages
import ScoreboardServer
import Scoring
import Text

/// `tally serve`: the live board.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Show the live board to the hall and to every phone.",
    discussion: """
      It shows what 'tally standings --public' shows, and follows the file that commands and consoles write: a new result is
      on every screen at once. Nobody there can change anything, and while the board is held nothing can be learnt from it.
      Only this machine can look, unless --lan. Ctrl-C ends it; docs/serve.md tells how to set up a hall.

      EXAMPLE:
        tally serve
        tally serve --lan
        tally serve --url https://board.example.org      behind a web server that has a name
      """)

  @Option(help: "The port that it listens at; 0 for any that is free.") var port = 8080
  @Flag(help: "Let everybody in the network look.") var lan = false
  @Option(help: "The address that people are told, where a web server stands in front.") var url: String?
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if !(0...65535).contains(port) { throw ValidationError("--port is 0 to 65535") }
    if let url, !url.hasPrefix("http://") && !url.hasPrefix("https://") || url.utf8.count > 200 {
      throw ValidationError("--url begins with http:// or https:// and has at most 200 letters")
    }
  }

  func run() throws {
    let file = try FollowedStore(database.path) {
      // Whoever stands still in the middle of a commit must not keep the board from ending.
      try EventStore.open(
        at: database.path, readOnly: true, busyTimeout: Milliseconds(5000), listener: .people)
    }
    let screens = ScreenFile(of: database.path)
    Process.endOnRequest()
    var surroundings = PublicSite.Surroundings(address: url, screens: try screens.read())
    // The port is known only when it is open, and the address is on the pages: so the first pages have none.
    var board = try LiveBoard(following: file, surroundings)
    let server: BoardServer
    do {
      server = try BoardServer.start(
        board.site.served, at: lan ? "0.0.0.0" : "127.0.0.1", port: port,
        hosts: lan || url != nil ? nil : ["localhost", "127.0.0.1", "[::1]"])
    } catch {
      throw CommandError(
        "port \(port) cannot be opened (\(error)); is a board running already? --port takes another, --port 0 any")
    }
    let reached = BoardServer.addressesOfThisMachine().map { "http://\($0):\(server.port)/" }
    surroundings.address = url ?? (lan ? reached.first : nil)
    if case .changed = board.surround(surroundings) { server.show(board.site.served) }
    welcome(server, reached)
    follow(&board, server, screens)
    let most = server.viewers.most
    server.stop()
    Process.tell("stopped; at most \(most) at one time were connected")
  }

  /// Looks again and again, until somebody ends it.
  private func follow(_ board: inout LiveBoard, _ server: BoardServer, _ screens: ScreenFile) {
    var (looks, isLost) = (0, false)
    while !Process.endIsRequested {
      Process.sleep(milliseconds: 20)
      let began = Process.monotonicMilliseconds()
      let (found, news) = board.look()
      var look = found
      // What is wrong with the file is news once, and goes on until there is other news.
      switch news {
      case .gone, .unreadable: isLost = true
      case .recorded, .replaced: isLost = false
      case .nothing: break
      }
      looks += 1
      // Which screen shows what is asked twice a second.
      if looks % 25 == 0, let screens = try? screens.read(), screens != board.surroundings.screens {
        var surroundings = board.surroundings
        surroundings.screens = screens
        look = board.surround(surroundings)
      }
      switch look {
      case .same: break
      case .changed: server.show(board.site.served)
      case .failed(let why): Process.tell("the board could not be made anew (\(safeForPeople(why))); it is tried again")
      }
      if let words = board.inWords({ $0.words(of: news) }) { Process.tell(words) }
      if case .failed = look { isLost = true }
      if !isLost { server.looked() }
      // However often something is recorded, referees get the machine for most of the time.
      let took = Process.monotonicMilliseconds() - began
      if took > 10 { Process.sleep(milliseconds: Int(min(took * 2, 1000))) }
    }
  }

  private func welcome(_ server: BoardServer, _ reached: [String]) {
    let local = "http://localhost:\(server.port)/"
    guard lan || url != nil else {
      Process.answer("\(local)\n")
      return Process.tell("only this machine can look; --lan lets everybody in the network. Ctrl-C ends it.")
    }
    let address = url ?? reached.first ?? local
    if let code = QRCode(address), Process.isTerminal(1) { Process.answer(code.lines.joined(separator: "\n") + "\n\n") }
    Process.answer("\(address)\n")
    for other in reached.dropFirst(url == nil ? 1 : 0) { Process.tell("also at \(other)") }
    if reached.isEmpty, url == nil { Process.tell("this machine is in no network: nobody else can reach it yet") }
    Process.tell(
      """
      Everybody who can reach this address sees: tables, places and their reasons, each team's score sheets (without names of
      officials, ratings and remarks), who is next and what is running; while the board is held only what stood before.
      Nobody can change anything. The hall's screen: \(address)hall/ · a code to scan: \(address)qr/ · Ctrl-C ends it.
      """)
  }
}

extension PublicSite {
  /// The site as a server gives it out.
  var served: Site {
    let all = files + [live(events: true)]
    return Site(
      id: id, files: Dictionary(all.map { ($0.path, $0.served) }, uniquingKeysWith: { first, _ in first }),
      missing: missing.served)
  }
}

extension PublicSite.File {
  fileprivate var served: Site.File { Site.File(type: type, bytes: Array(text.utf8), digest: digest) }
}
