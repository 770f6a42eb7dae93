import ScoreboardServer
import ServerTestSupport
import Testing

@Suite("The board's answers")
struct AnswerTests {
  @Test("a page comes with its tag, and with a policy that lets nothing in that does not come from here")
  func page() throws {
    try withServer { server in
      let answer = try #require(try Talk(port: server.port).get("/"))
      #expect(answer.status == 200 && answer.text == "<p>the first page")
      #expect(answer.field("content-type") == "text/html; charset=utf-8")
      let policy = try #require(answer.field("content-security-policy"))
      #expect(policy.hasPrefix("default-src 'none'; ") && !policy.contains("unsafe") && !policy.contains("*"))
      #expect(answer.field("x-content-type-options") == "nosniff")
      #expect(answer.field("referrer-policy") == "no-referrer")
      #expect(answer.field("date")?.hasSuffix(" GMT") == true)
      for field in ["last-modified", "server", "set-cookie"] { #expect(answer.field(field) == nil) }
    }
  }

  @Test("who has a page already is told so, and gets it again only when it is another")
  func tags() throws {
    try withServer { server in
      let talk = try Talk(port: server.port)
      let tag = try #require(talk.get("/")?.field("etag"))
      let same = try #require(talk.get("/", "If-None-Match: \(tag)\r\n"))
      #expect(same.status == 304 && same.field("etag") == tag)
      #expect(talk.get("/", "If-None-Match: W/\(tag), \"other\"\r\n")?.status == 304)
      #expect(talk.get("/c/coffee/", "If-None-Match: \(tag)\r\n")?.status == 200)
      server.show(.small.with("", "<p>new", id: "second"))
      #expect(talk.get("/", "If-None-Match: \(tag)\r\n")?.text == "<p>new")
    }
  }

  @Test("one connection takes one request after the other, those too that came together")
  func together() throws {
    try withServer { server in
      let talk = try Talk(port: server.port)
      let one = "GET /c/coffee/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
      talk.send(one + "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" + one)
      #expect(talk.answer()?.text == "<p>coffee")
      #expect(talk.answer()?.text == "<p>the first page")
      #expect(talk.answer()?.text == "<p>coffee")
      let head = try #require(talk.get("/", method: "HEAD"))
      #expect(head.status == 200 && head.field("content-length") == "17")
      #expect(talk.get("/")?.text == "<p>the first page", "nothing was left over")
    }
  }

  @Test("a great page arrives whole, at a reader's own pace")
  func great() throws {
    try withServer { server in
      let talk = try Talk(port: server.port, window: 4096)
      talk.send("GET /great HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(talk.answer()?.bytes.count == 400_000)
    }
  }

  @Test("a browser of long ago, and one that reads slowly, get the whole page before the connection ends")
  func slowly() throws {
    try withServer { server in
      let talk = try Talk(port: server.port, window: 2048)
      talk.send("GET /great HTTP/1.0\r\n\r\n")
      pause(milliseconds: 3500)
      let (text, isClosed) = talk.everything()
      #expect(isClosed && text.hasSuffix(String(repeating: "x", count: 400_000)) && text.contains("Connection: close"))
    }
  }

  @Test("a folder is found without its slash, by an address that nobody can choose")
  func slash() throws {
    try withServer { server in
      let answer = try #require(try Talk(port: server.port).get("/c/coffee?x=//evil.example"))
      #expect(answer.status == 308 && answer.field("location") == "coffee/")
    }
  }

  @Test(
    "nothing but what the site has can be reached, however it is written",
    arguments: [
      "/nothing", "/../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/", "//", "//etc/passwd", "/c/../", "/c/%00",
      "/c\\coffee\\", "/c/coffee//", "/C/COFFEE/", "/c/%63offee/", "/.", "/c/coffee/%0d%0aSet-Cookie:%20a=b",
    ])
  func unreachable(path: String) throws {
    try withServer { server in
      let answer = try #require(try Talk(port: server.port).get(path))
      #expect(answer.status == 404 && answer.text == "<p>not there", "\(answer.head)")
      #expect(!answer.head.contains("Set-Cookie"))
    }
  }

  @Test("this machine's own board answers to no name of somebody else's, and any board to one host at a time")
  func hosts() throws {
    try withServer(hosts: ["localhost", "127.0.0.1", "[::1]"]) { server in
      func status(_ fields: String) throws -> Int? {
        let talk = try Talk(port: server.port)
        talk.send("GET / HTTP/1.1\r\n\(fields)\r\n")
        return talk.answer()?.status
      }
      let known: [(String, Int)] = [
        ("Host: localhost:8080\r\n", 200), ("Host: LOCALHOST\r\n", 200), ("Host: [::1]:8080\r\n", 200),
        ("Host: evil.example\r\n", 421), ("Host: localhost.evil.example\r\n", 421), ("", 400),
        ("Host: localhost\r\nHost: evil.example\r\n", 400),
      ]
      for (fields, expected) in known {
        let got = try status(fields)
        #expect(got == expected, "\(fields)")
      }
    }
  }
}

@Suite("The board's news")
struct NewsTests {
  private func follow(_ server: BoardServer) throws -> Talk {
    let talk = try Talk(port: server.port)
    talk.send("GET /events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: nobody-gave-this\r\n\r\n")
    let head = try #require(talk.until("\r\n\r\n"))
    #expect(head.contains("text/event-stream") && head.contains("Cache-Control: no-store"))
    #expect(talk.until("retry: 2000\n\n") != nil)
    return talk
  }

  @Test("who follows hears the name of the board at once, then of each other one, and what is new")
  func news() throws {
    try withServer { server in
      let talk = try follow(server)
      #expect(try #require(talk.until("\n\n")).hasPrefix("id: first\ndata: {\"id\":\"first\",\"age\":"))
      server.show(.small.with("c/coffee/", "<p>new", id: "second"))
      let news = try #require(talk.until("\n\n"))
      #expect(news.hasPrefix("id: second\n") && news.contains("\"changed\":[\"c/coffee/\"]"))
      // The same board again is no news.
      server.show(.small.with("c/coffee/", "<p>new", id: "second"))
      server.show(.small.with("c/coffee/", "<p>newer", id: "third"))
      #expect(try #require(talk.until("\n\n")).hasPrefix("id: third\n"))
    }
  }

  @Test("whatever a follower says is nothing, and the news go on")
  func talkative() throws {
    try withServer { server in
      let talk = try follow(server)
      _ = talk.until("\n\n")
      for _ in 0..<50 {
        talk.send("GET /c/coffee/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        talk.send([UInt8](repeating: 0xFF, count: 20_000))
      }
      server.show(.small.with("", "<p>new", id: "second"))
      let news = try #require(talk.until("\n\n"))
      #expect(news.hasPrefix("id: second\n"), "\(news)")
    }
  }

  @Test("all hear that all is well, and that the board may be old when nobody has looked for long")
  func beats() throws {
    var limits = Limits()
    limits.secondsBetweenBeats = 0.5
    try withServer(limits: limits) { server in
      let talk = try follow(server)
      _ = talk.until("\n\n")
      #expect(try #require(talk.until("\n\n")).hasPrefix("event: beat\ndata: {\"now\":"))
    }
  }

  @Test("when it stops it says so, ends every connection, and its port is free again")
  func stop() throws {
    let server = try BoardServer.start(.small, at: "127.0.0.1", port: 0)
    let talk = try follow(server)
    let idle = try Talk(port: server.port)
    #expect(idle.get("/")?.status == 200)
    server.stop()
    let (text, isClosed) = talk.everything()
    #expect(isClosed && text.hasSuffix("event: bye\ndata: {}\n\n"))
    #expect(idle.everything().isClosed)
    let other = try BoardServer.start(.small, at: "127.0.0.1", port: server.port)
    #expect(try Talk(port: server.port).get("/")?.status == 200)
    other.stop()
  }
}
