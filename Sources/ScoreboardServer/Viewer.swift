import NIOCore
import NIOHTTP1

/// One connection: asks for pages, or follows the news. It can give out what the hub holds, and nothing else.
final class Viewer: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = ByteBuffer

  /// What it is at.
  private enum Stage {
    /// It asks, and is answered.
    case asking
    /// It follows the news and says nothing more.
    case following
    /// It was told the last, and is given a moment to read it.
    case leaving
  }

  /// Where it comes from; `nil` for this machine.
  let address: String?
  /// Its place among those who follow.
  var place: Int?

  private let hub: Hub
  /// What makes requests of bytes. Whoever follows makes no more, and gives its memory back.
  private var decoder: ByteToMessageHandler<HTTPRequestDecoder>?
  private var context: ChannelHandlerContext?
  private var stage = Stage.asking
  private var head: HTTPRequestHead?
  private var bodyBytes = 0
  /// Until when it must have done what it is at.
  private var deadline: NIODeadline
  private var answeredAt: NIODeadline?
  private var stalledSince: NIODeadline?
  private var hasMissed = false

  init(_ hub: Hub, decoder: ByteToMessageHandler<HTTPRequestDecoder>, from address: String?) {
    self.hub = hub
    self.decoder = decoder
    self.address = address
    deadline = .now() + .span(hub.limits.secondsForRequest)
  }

  // MARK: Its life

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    hub.add(self)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
    decoder = nil
    hub.remove(self)
  }

  func channelInactive(context: ChannelHandlerContext) {
    hub.remove(self)
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is HTTPParserError, stage == .asking else { return context.close(promise: nil) }
    refuse("400 Bad Request", "That is no request.")
  }

  func close() { context?.close(promise: nil) }

  /// Closes as soon as what was said has gone out.
  func leave() {
    guard let context else { return }
    stage = .leaving
    context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { [weak self] _ in
      self?.context?.close(promise: nil)
    }
  }

  /// Whether it took longer than anybody needs.
  func isOverdue(at now: NIODeadline) -> Bool {
    if let stalledSince, now > stalledSince + .span(hub.limits.secondsStalled), stage == .following { return true }
    if stage == .following || now <= deadline { return false }
    // Whoever still reads an answer over a thin line is given time.
    guard let context, let answeredAt, now <= answeredAt + .span(hub.limits.secondsForAnswer) else { return true }
    let waiting = try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)
    return waiting ?? 0 == 0
  }

  // MARK: What it asks

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // Whatever a follower still says is nothing, and no request any more.
    guard stage == .asking else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      bodyBytes = 0
    case .body(let bytes):
      bodyBytes += bytes.readableBytes
      if bodyBytes > hub.limits.bodyBytes { refuse("413 Content Too Large", "Nothing can be sent here.") }
    case .end:
      guard let head else { return }
      self.head = nil
      answer(head)
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) { context.flush() }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable {
      stalledSince = nil
      if hasMissed {
        hasMissed = false
        tell(hub.event())
      }
    } else {
      stalledSince = .now()
    }
    // Who does not read what was answered is asked nothing more.
    if stage == .asking {
      try? context.channel.syncOptions?.setOption(.autoRead, value: context.channel.isWritable)
    }
  }

  private func answer(_ head: HTTPRequestHead) {
    let hosts = head.headers[canonicalForm: "host"]
    guard hosts.count == 1 || hosts.isEmpty && head.version.minor == 0 && head.version.major == 1 else {
      return refuse("400 Bad Request", "A request names one host.")
    }
    if let allowed = hub.hosts, let host = hosts.first, !allowed.contains(Viewer.name(of: host)) {
      return refuse("421 Misdirected Request", "This board is shown on this machine only.")
    }
    guard head.method == .GET || head.method == .HEAD else {
      return refuse("405 Method Not Allowed", "This board can only be looked at.", "Allow: GET, HEAD\r\n")
    }
    guard head.uri.utf8.first == UInt8(ascii: "/"), head.uri.utf8.count <= hub.limits.headerFieldBytes else {
      return refuse("400 Bad Request", "That is no address of a page.")
    }
    // A path is compared as it was written. Nothing is decoded, joined or looked up on a disk, so nothing leads astray.
    let path = String(head.uri.dropFirst().prefix { $0 != "?" && $0 != "#" })
    let isKept = head.isKeepAlive && head.version.minor == 1 && !head.headers.contains(name: "upgrade")
    if path == "events" { return head.method == .GET ? follow() : send(nil, Answer.stream, isKept: false) }
    guard let file = hub.files[path] else {
      if !path.isEmpty, !path.hasSuffix("/"), hub.files[path + "/"] != nil {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        return send(
          nil, "HTTP/1.1 308 Permanent Redirect\r\nLocation: \(name)/\r\nContent-Length: 0\r\n" + Answer.fields,
          isKept: isKept)
      }
      return send(hub.missing.found, head.method == .HEAD ? nil : hub.missing.body, isKept: isKept)
    }
    if head.headers[canonicalForm: "if-none-match"].contains(where: { $0 == "*" || $0.contains(file.tag[...]) }) {
      return send(file.notModified, nil, isKept: isKept)
    }
    send(file.found, head.method == .HEAD ? nil : file.body, isKept: isKept)
  }

  /// The name in "localhost:8080".
  static func name(of host: some StringProtocol) -> String {
    if host.hasPrefix("[") { return String(host.prefix { $0 != "]" }) + "]" }
    return host.prefix { $0 != ":" }.lowercased()
  }

  // MARK: What it is told

  private func send(_ fields: ByteBuffer?, _ text: String, isKept: Bool) {
    send(fields ?? ByteBuffer(string: text), nil, isKept: isKept)
  }

  private func send(_ fields: ByteBuffer, _ body: ByteBuffer?, isKept: Bool) {
    guard let context else { return }
    context.write(wrapOutboundOut(fields), promise: nil)
    context.write(wrapOutboundOut(isKept ? hub.endings.staying : hub.endings.closing), promise: nil)
    if let body { context.write(wrapOutboundOut(body), promise: nil) }
    let now = NIODeadline.now()
    (answeredAt, deadline) = (now, now + .span(hub.limits.secondsForRequest))
    if !isKept { end() }
  }

  private func refuse(_ status: String, _ words: String, _ more: String = "") {
    head = nil
    send(
      ByteBuffer(string: Answer.refusal(status, words, more)), ByteBuffer(string: words + "\n"), isKept: false)
  }

  /// Says no more. Whoever still sends would never read the answer if the connection were cut at once.
  private func end() {
    guard let context else { return }
    stage = .leaving
    answeredAt = nil
    deadline = .now() + .span(hub.limits.secondsForAnswer)
    context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { [weak self] _ in
      guard let self else { return }
      deadline = .now() + .seconds(2)
      self.context?.close(mode: .output, promise: nil)
    }
  }

  private func follow() {
    guard let context else { return }
    stage = .following
    context.write(wrapOutboundOut(ByteBuffer(string: Answer.stream)), promise: nil)
    context.write(wrapOutboundOut(hub.endings.closing), promise: nil)
    context.write(wrapOutboundOut(ByteBuffer(string: "retry: 2000\n\n")), promise: nil)
    context.writeAndFlush(wrapOutboundOut(hub.event()), promise: nil)
    hub.follow(self)
    if let decoder { context.pipeline.syncOperations.removeHandler(decoder, promise: nil) }
    decoder = nil
  }

  /// Tells news. Who cannot take them now gets the newest later, and none twice.
  func tell(_ words: ByteBuffer) {
    guard let context, stage == .following else { return }
    if context.channel.isWritable {
      context.writeAndFlush(wrapOutboundOut(words), promise: nil)
    } else {
      hasMissed = true
    }
  }
}

extension TimeAmount {
  static func span(_ seconds: Double) -> TimeAmount { .milliseconds(Int64(seconds * 1000)) }
}
