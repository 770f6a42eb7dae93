import ScoreboardServer
import ServerTestSupport
import Testing

/// A request that no browser makes.
struct Attack: CustomTestStringConvertible, Sendable {
  var name: String
  var bytes: String
  /// What it gets; 0: the connection is closed without a word.
  var status: Int
  var testDescription: String { name }

  private static let get = "GET / HTTP/1.1\r\nHost: localhost\r\n"

  static let all: [Attack] = [
    .init("two lengths", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
    .init(
      "a length and pieces",
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    .init("pieces under a disguise", "\(get)Transfer-Encoding: xchunked\r\n\r\n", 400),
    .init("a field with a space before its colon", "\(get)Content-Length : 5\r\n\r\n", 400),
    .init("a field over two lines", "\(get)X: a\r\n b\r\n\r\n", 400),
    .init("a line end without its first half", "\(get)X: a\u{0}b\r\n\r\n", 400),
    .init("200 fields", get + (1...200).map { "X-\($0): a\r\n" }.joined() + "\r\n", 400),
    .init("200,000 fields", get + (1...200_000).map { "X-\($0): a\r\n" }.joined() + "\r\n", 400),
    .init("a field of a megabyte", get + "X: " + String(repeating: "a", count: 1 << 20) + "\r\n\r\n", 400),
    .init(
      "an address of 200 kB", "GET /" + String(repeating: "a", count: 200_000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    .init("another host's address", "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    .init("a tunnel", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n", 405),
    .init("a body of 50 MB", "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000000\r\n\r\n", 413),
    .init("something to write", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}", 405),
    .init("something to take away", "DELETE /c/coffee/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
    .init("a trace of itself", "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
    .init("HTTP/2 at once", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    .init("the beginning of TLS", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{fc}\u{3}\u{3}", 400),
    .init("words", "hello\r\n\r\n", 400),
    .init("version 0.9", "GET /\r\n\r\n", 400),
  ]

  private init(_ name: String, _ bytes: String, _ status: Int) {
    (self.name, self.bytes, self.status) = (name, bytes, status)
  }
}

@Suite("The board cannot be hurt", .serialized)
struct AttackTests {
  @Test(
    "what is no request is refused and the connection closed; the next viewer notices nothing", arguments: Attack.all)
  func refused(attack: Attack) throws {
    try withServer { server in
      let talk = try Talk(port: server.port)
      talk.send(attack.bytes)
      if attack.status == 413 { talk.send([UInt8](repeating: 120, count: 200_000)) }
      let (text, isClosed) = talk.everything(quiet: 4)
      #expect(isClosed, "still open after: \(text.prefix(200))")
      let status = Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0
      #expect(status == attack.status, "\(text.prefix(300))")
      #expect(text.components(of: "HTTP/1.1 ") == 1, "one answer, whatever was smuggled: \(text)")
      #expect(try Talk(port: server.port).get("/")?.status == 200)
    }
  }

  @Test("what is said after a request that was refused is no request")
  func smuggled() throws {
    try withServer { server in
      let talk = try Talk(port: server.port)
      talk.send(
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
          + "GET /c/coffee/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
      let (text, isClosed) = talk.everything(quiet: 4)
      #expect(isClosed && !text.contains("<p>coffee"))
    }
  }

  @Test("who says nothing, or a letter now and then, is closed when a request should have been whole")
  func slow() throws {
    var limits = Limits()
    limits.secondsForRequest = 1
    try withServer(limits: limits) { server in
      let silent = try (0..<100).map { _ in try Talk(port: server.port) }
      let dripping = try (0..<100).map { _ in try Talk(port: server.port) }
      let following = try Talk(port: server.port)
      following.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(following.until("\n\n") != nil)
      for letter in "GET / HTTP/1.1\r\nX: aaaaaaaaaaaa".utf8 {
        for talk in dripping { talk.send([letter]) }
        pause(milliseconds: 80)
      }
      for talk in silent + dripping { #expect(talk.everything(quiet: 3).isClosed) }
      #expect(server.viewers.following == 1, "a quiet stream lives on")
      #expect(try Talk(port: server.port).get("/")?.status == 200)
    }
  }

  @Test("who follows and does not read is closed; the others hear everything, and all that is kept for him stays small")
  func stalled() throws {
    var limits = Limits()
    limits.secondsStalled = 1
    let names = (0..<60).map { "a-page-with-a-long-name-\($0)/" }
    func site(_ number: Int) -> Site {
      var site = Site.small
      for name in names { site.files[name] = .page("\(number)") }
      site.id = "n\(number)"
      return site
    }
    try withServer(site(0), limits: limits) { server in
      let stalled = try (0..<10).map { _ in try Talk(port: server.port, window: 2048) }
      let reading = try Talk(port: server.port)
      for talk in stalled + [reading] { talk.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n") }
      for number in 1...400 {
        server.show(site(number))
        #expect(reading.until("id: n\(number)\n") != nil)
      }
      for _ in 0..<100 where server.viewers.following > 1 { pause(milliseconds: 50) }
      #expect(server.viewers.following == 1)
      #expect(stalled.allSatisfy { $0.everything(quiet: 5).isClosed })
    }
  }

  @Test("requests by the thousand whose answers nobody reads do not fill the memory, nor keep others waiting")
  func flood() throws {
    var limits = Limits()
    limits.secondsForAnswer = 2
    limits.secondsForRequest = 2
    try withServer(limits: limits) { server in
      let flooding = try (0..<20).map { _ in try Talk(port: server.port, window: 2048) }
      let before = residentKilobytes()
      let many = String(repeating: "GET /great HTTP/1.1\r\nHost: localhost\r\n\r\n", count: 40)
      for talk in flooding { talk.send(many) }
      #expect(try Talk(port: server.port).get("/")?.status == 200)
      // 20 viewers who ask for 40 pages of 400 kB each: 320 MB, were they kept one by one.
      #expect(residentKilobytes() - before < 64_000)
      for talk in flooding { #expect(talk.everything(quiet: 8).isClosed) }
    }
  }

  @Test("more viewers than there is room for are sent away at once, and room that is free again is taken")
  func full() throws {
    var limits = Limits()
    limits.connections = 3
    try withServer(limits: limits) { server in
      var talks = try (0..<3).map { _ in try Talk(port: server.port) }
      for talk in talks { #expect(talk.get("/")?.status == 200) }
      #expect(try Talk(port: server.port).everything().isClosed)
      talks.removeLast()
      for _ in 0..<100 where server.viewers.now > 2 { pause(milliseconds: 20) }
      #expect(try Talk(port: server.port).get("/")?.status == 200)
    }
  }
}

extension String {
  func components(of word: String) -> Int { ranges(of: word).count }
}
