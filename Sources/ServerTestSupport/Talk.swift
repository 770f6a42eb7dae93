#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A connection to a server on this machine, byte by byte: what a browser would never send can be sent too.
public final class Talk {
  private let socket: Int32
  private var rest: [UInt8] = []

  /// Connects. A small `window` makes a reader who is slow felt soon.
  public init(port: Int, window: Int32? = nil) throws {
    #if canImport(Glibc)
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
    socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
    #endif
    if var window {
      setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &window, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw Trouble(code: errno) }
  }

  deinit { close(socket) }

  /// Why a connection could not be made.
  public struct Trouble: Error {
    /// The number of the system's error.
    public var code: Int32
  }

  /// Sends; whether all of it was taken.
  @discardableResult
  public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// Sends bytes; whether all of them were taken.
  @discardableResult
  public func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        #if canImport(Glibc)
        Glibc.send(socket, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
        #else
        Darwin.send(socket, $0.baseAddress! + sent, bytes.count - sent, 0)
        #endif
      }
      if count <= 0 { return false }
      sent += count
    }
    return true
  }

  /// Says that nothing more comes.
  public func endSending() { shutdown(socket, Int32(SHUT_WR)) }

  /// Some bytes, or none when the other side has closed; `nil` when none came in time.
  public func some(within seconds: Double = 20) -> [UInt8]? {
    var poll = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    guard systemPoll(&poll, 1, Int32(seconds * 1000)) > 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(socket, &bytes, bytes.count, 0)
    return count > 0 ? Array(bytes[..<count]) : []
  }

  /// Everything that comes until the other side closes, or nothing has come for so long; and whether it has closed.
  public func everything(quiet seconds: Double = 5) -> (text: String, isClosed: Bool) {
    var all = rest
    rest = []
    while let bytes = some(within: seconds) {
      if bytes.isEmpty { return (String(decoding: all, as: UTF8.self), true) }
      all += bytes
    }
    return (String(decoding: all, as: UTF8.self), false)
  }

  /// What comes up to these words and with them; `nil` where they do not come in time.
  public func until(_ words: String, within seconds: Double = 30) -> String? {
    let end = now() + seconds
    while true {
      if let place = find(Array(words.utf8), in: rest) {
        let text = String(decoding: rest[..<place], as: UTF8.self)
        rest.removeFirst(place)
        return text
      }
      guard now() < end, let bytes = some(within: end - now()), !bytes.isEmpty else { return nil }
      rest += bytes
    }
  }

  /// Asks for a page on this connection, and reads the whole answer.
  public func get(_ path: String, _ fields: String = "", method: String = "GET") -> Answer? {
    send("\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n\(fields)\r\n")
    return answer(withBody: method != "HEAD")
  }

  /// Reads the next answer.
  public func answer(withBody: Bool = true) -> Answer? {
    guard let head = until("\r\n\r\n") else { return nil }
    var answer = Answer(head: head, bytes: [])
    guard withBody, let length = answer.field("content-length").flatMap({ Int($0) }), answer.status != 304 else {
      return answer
    }
    while rest.count < length {
      guard let bytes = some(), !bytes.isEmpty else { return nil }
      rest += bytes
    }
    answer.bytes = Array(rest[..<length])
    rest.removeFirst(length)
    return answer
  }

  private func find(_ words: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= words.count else { return nil }
    for start in 0...(bytes.count - words.count) where bytes[start..<start + words.count].elementsEqual(words) {
      return start + words.count
    }
    return nil
  }
}

/// An answer as it came.
public struct Answer {
  /// Status and fields, as they stand.
  public var head: String
  /// What came with it.
  public var bytes: [UInt8]
  /// What came with it, as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
  /// The number of the status.
  public var status: Int { Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0 }

  /// A field's value.
  public func field(_ name: String) -> String? {
    for line in head.split(separator: "\r\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2, parts[0].lowercased() == name { return parts[1].trimmingPrefix(" ").description }
    }
    return nil
  }
}

private func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

private func systemPoll(_ poll: UnsafeMutablePointer<pollfd>, _ count: nfds_t, _ milliseconds: Int32) -> Int32 {
  #if canImport(Glibc)
  Glibc.poll(poll, count, milliseconds)
  #else
  Darwin.poll(poll, count, milliseconds)
  #endif
}
