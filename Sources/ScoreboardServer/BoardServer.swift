import NIOCore
import NIOHTTP1
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The live board: a listener that gives out the bytes of a site, and tells whoever follows when there are others.
///
///     let server = try BoardServer.start(site, at: "127.0.0.1", port: 8080)
///     server.show(another)
///     server.stop()
///
/// It reads and never writes, and holds nothing but bytes: what the public may not see is not here.
public final class BoardServer: Sendable {
  /// The port it listens at.
  public let port: Int
  /// How many viewers it can take.
  public let capacity: Int

  private let group: MultiThreadedEventLoopGroup
  private let hub: NIOLoopBound<Hub>
  private let channel: any Channel
  private let lastLook: LastLook

  /// Starts to listen.
  ///
  /// - Parameter hosts: the hosts that a browser may ask for; `nil` for any. Where only this machine may look, a page of
  ///   somebody else's must not come to it by a name of its own.
  public static func start(
    _ site: Site, at host: String, port: Int, hosts: Set<String>? = nil, limits: Limits = Limits()
  ) throws -> BoardServer {
    var limits = limits
    limits.connections = min(limits.connections, max(16, raisedFileLimit() - 128))
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
      return try BoardServer(site, at: host, port: port, hosts: hosts, limits: limits, on: group)
    } catch {
      try? group.syncShutdownGracefully()
      throw error
    }
  }

  private init(
    _ site: Site, at host: String, port: Int, hosts: Set<String>?, limits: Limits, on group: MultiThreadedEventLoopGroup
  ) throws {
    let loop = group.next()
    let lastLook = LastLook()
    let hub = try loop.submit {
      NIOLoopBound(Hub(site, limits: limits, hosts: hosts, lastLook: lastLook), eventLoop: loop)
    }.wait()
    // An unread answer stays small in the kernel: left alone it keeps up to 4 MiB for every viewer who went to sleep.
    let channel = try ServerBootstrap(group: loop)
      .serverChannelOption(.backlog, value: 4096)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelOption(.maxMessagesPerRead, value: 64)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.socketOption(.so_sndbuf), value: 64 * 1024)
      .childChannelOption(.writeBufferWaterMark, value: .init(low: 8 * 1024, high: 32 * 1024))
      .childChannelOption(.maxMessagesPerRead, value: 4)
      .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 8 * 1024))
      .childChannelInitializer { channel in
        let hub = hub.value
        let address = BoardServer.address(of: channel)
        guard hub.hasRoom(for: address) else { return channel.eventLoop.makeFailedFuture(NoRoom()) }
        BoardServer.forgetTheDead(channel)
        return channel.eventLoop.makeCompletedFuture {
          var decoding = NIOHTTPDecoderLimitConfiguration()
          decoding.maxHeaderFieldCount = limits.headerFields
          decoding.maxHeaderFieldSize = limits.headerFieldBytes
          decoding.maxHeaderListSize = limits.headerBytes
          let decoder = ByteToMessageHandler(
            HTTPRequestDecoder(limitConfiguration: decoding), maximumBufferSize: limits.headerBytes * 2)
          try channel.pipeline.syncOperations.addHandler(decoder)
          try channel.pipeline.syncOperations.addHandler(Viewer(hub, decoder: decoder, from: address))
        }
      }
      .bind(host: host, port: port).wait()
    loop.scheduleRepeatedTask(initialDelay: .milliseconds(500), delay: .milliseconds(500)) { _ in hub.value.tick() }
    self.group = group
    self.hub = hub
    self.channel = channel
    self.lastLook = lastLook
    self.port = channel.localAddress?.port ?? port
    capacity = limits.connections
  }

  /// Shows another site. Whoever asks after this has returned is shown that one.
  public func show(_ site: Site) {
    let prepared = site.files.mapValues { Prepared($0) }
    let missing = Prepared(site.missing, status: "404 Not Found")
    try? hub.eventLoop.submit { [hub] in hub.value.show(site, prepared, missing: missing) }.wait()
  }

  /// Says that somebody has looked whether there is news. Where nobody does for long, viewers are told that the board may
  /// be old.
  public func looked() { lastLook.isNow() }

  /// How many are connected now, how many of them follow, and how many there were at most.
  public var viewers: (now: Int, following: Int, most: Int) {
    let hub = hub
    let counts = try? hub.eventLoop.submit {
      let hub = hub.value
      return (hub.count, hub.followerCount, hub.mostViewers)
    }.wait()
    return counts ?? (0, 0, 0)
  }

  /// Says good-bye and ends.
  public func stop() {
    try? channel.close().wait()
    let hub = hub
    _ = try? hub.eventLoop.submit { hub.value.stop() }.wait()
    for _ in 0..<50 where viewers.now > 0 { usleep(20_000) }
    _ = try? hub.eventLoop.submit { hub.value.closeAll() }.wait()
    try? group.syncShutdownGracefully()
  }

  /// Where a viewer comes from; `nil` for this machine, where a proxy may stand for many.
  private static func address(of channel: any Channel) -> String? {
    guard let address = channel.remoteAddress?.ipAddress else { return nil }
    return address.hasPrefix("127.") || address == "::1" ? nil : address
  }

  /// A phone that went out of reach says nothing: what it has not acknowledged for half a minute, it never will.
  private static func forgetTheDead(_ channel: any Channel) {
    #if os(Linux)
    let timeout = NIOBSDSocket.Option(rawValue: TCP_USER_TIMEOUT)
    try? channel.syncOptions?.setOption(.tcpOption(timeout), value: 30_000)
    #endif
  }

  private struct NoRoom: Error {}

  /// The files that this process may have open, after asking for as many as it is allowed to.
  private static func raisedFileLimit() -> Int {
    var limit = rlimit()
    #if canImport(Glibc)
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
    let resource = RLIMIT_NOFILE
    #endif
    guard getrlimit(resource, &limit) == 0 else { return 1024 }
    let wanted = min(limit.rlim_max, 65_536)
    if limit.rlim_cur < wanted {
      limit.rlim_cur = wanted
      _ = setrlimit(resource, &limit)
      _ = getrlimit(resource, &limit)
    }
    return Int(min(limit.rlim_cur, 1 << 20))
  }
}
