import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A file as it goes over the wire: made once, given out a thousand times.
struct Prepared {
  /// Status and fields, up to the date.
  let found: ByteBuffer
  let notModified: ByteBuffer
  let body: ByteBuffer
  /// With its quotes, as fields carry it.
  let tag: String

  init(_ file: Site.File, status: String = "200 OK") {
    tag = "\"\(file.digest)\""
    let fields = "ETag: \(tag)\r\nCache-Control: no-cache\r\n" + Answer.fields
    found = ByteBuffer(
      string: "HTTP/1.1 \(status)\r\nContent-Type: \(file.type)\r\nContent-Length: \(file.bytes.count)\r\n" + fields)
    notModified = ByteBuffer(string: "HTTP/1.1 304 Not Modified\r\n" + fields)
    body = ByteBuffer(bytes: file.bytes)
  }
}

/// What every answer says.
enum Answer {
  /// Nothing but what comes from here, and nothing that is written into a page: a name that is a script stays a name.
  static let policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
    + "form-action 'none'; frame-ancestors 'self'"

  static let fields =
    "Content-Security-Policy: \(policy)\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n"
    + "Cross-Origin-Resource-Policy: same-origin\r\n"

  /// A refusal in words, after which the connection is closed.
  static func refusal(_ status: String, _ words: String, _ more: String = "") -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: \(words.utf8.count + 1)\r\n\(more)"
      + fields
  }

  /// How a stream of events begins.
  static let stream =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\n"
    + "X-Accel-Buffering: no\r\n" + fields

  /// The day and time as HTTP writes them.
  static func date(_ seconds: Int) -> String {
    var time = time_t(seconds)
    var parts = tm()
    gmtime_r(&time, &parts)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1900)"
    return "\(day) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
  }
}

/// How answers end: with the date, made once a second, and whether the connection stays.
struct Endings {
  private var second = 0
  private(set) var staying = ByteBuffer()
  private(set) var closing = ByteBuffer()

  mutating func update(second now: Int) {
    if now == second { return }
    second = now
    let date = "Date: \(Answer.date(now))\r\n"
    staying = ByteBuffer(string: date + "\r\n")
    closing = ByteBuffer(string: date + "Connection: close\r\n\r\n")
  }
}

/// The time of day in milliseconds since 1970.
func timeOfDay() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}
