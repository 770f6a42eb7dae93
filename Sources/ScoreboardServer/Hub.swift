import NIOCore
import Synchronization

/// What all viewers share: the site, and who follows it. It lives on one event loop, which is why it may be a class that
/// nobody guards.
final class Hub {
  let limits: Limits
  /// The hosts that may be asked for; `nil` for any.
  let hosts: Set<String>?
  /// When somebody last looked whether there is news, by the monotonic clock.
  private let lastLook: LastLook

  private(set) var files: [String: Prepared] = [:]
  private(set) var missing: Prepared
  private(set) var endings = Endings()
  private(set) var mostViewers = 0
  private(set) var isStopping = false

  private var site: Site
  private var shownSince = NIODeadline.now()
  private var viewers: [ObjectIdentifier: Viewer] = [:]
  private var followers: [Viewer] = []
  private var connectionsOf: [String: Int] = [:]
  private var nextBeat = NIODeadline.now()

  init(_ site: Site, limits: Limits, hosts: Set<String>?, lastLook: LastLook) {
    self.site = site
    self.limits = limits
    self.hosts = hosts
    self.lastLook = lastLook
    files = site.files.mapValues { Prepared($0) }
    missing = Prepared(site.missing, status: "404 Not Found")
    endings.update(second: Int(timeOfDay() / 1000))
    nextBeat = .now() + .milliseconds(Int64(limits.secondsBetweenBeats * 1000))
  }

  // MARK: Who is there

  var count: Int { viewers.count }
  var followerCount: Int { followers.count }

  /// Whether somebody from this address may come in; `nil` for this machine.
  func hasRoom(for address: String?) -> Bool {
    if isStopping || viewers.count >= limits.connections { return false }
    guard let address else { return true }
    return connectionsOf[address, default: 0] < limits.connectionsOfOneAddress
  }

  func add(_ viewer: Viewer) {
    viewers[ObjectIdentifier(viewer)] = viewer
    mostViewers = max(mostViewers, viewers.count)
    if let address = viewer.address { connectionsOf[address, default: 0] += 1 }
  }

  func remove(_ viewer: Viewer) {
    guard viewers.removeValue(forKey: ObjectIdentifier(viewer)) != nil else { return }
    if let address = viewer.address, let count = connectionsOf[address] {
      connectionsOf[address] = count > 1 ? count - 1 : nil
    }
    guard let place = viewer.place else { return }
    viewer.place = nil
    let last = followers.removeLast()
    if last !== viewer {
      followers[place] = last
      last.place = place
    }
  }

  func follow(_ viewer: Viewer) {
    viewer.place = followers.count
    followers.append(viewer)
  }

  // MARK: What is told

  /// Shows another site. Whoever follows hears its name and which pages are new; of equal bytes nobody hears anything.
  func show(_ new: Site, _ prepared: [String: Prepared], missing: Prepared) {
    if new.id == site.id { return }
    let changed = new.changed(since: site)
    site = new
    files = prepared
    self.missing = missing
    shownSince = .now()
    tell(event(changed: changed))
  }

  /// The news, as an event. It says how old it is, by the clock of whoever shows it and not of the log.
  func event(changed: [String]? = nil) -> ByteBuffer {
    let age = (NIODeadline.now() - shownSince).nanoseconds / 1_000_000
    var data = "{\"id\":\"\(site.id)\",\"age\":\(age),\"now\":\(timeOfDay())"
    // Paths hold nothing that JSON or a line would mind: they are written as a browser writes them.
    if let changed, changed.count <= 64 {
      data += ",\"changed\":[" + changed.map { "\"\($0)\"" }.joined(separator: ",") + "]"
    }
    // A thousand phones that ask for a page at one moment would fill a hall's wireless network: let them take turns.
    if followers.count > 100 { data += ",\"spread\":\(min(followers.count, 2000))" }
    return ByteBuffer(string: "id: \(site.id)\ndata: \(data)}\n\n")
  }

  private func tell(_ words: ByteBuffer) {
    for viewer in followers { viewer.tell(words) }
  }

  /// Once in a while: who took too long is closed, who follows hears that all is well.
  func tick() {
    let now = NIODeadline.now()
    endings.update(second: Int(timeOfDay() / 1000))
    for viewer in viewers.values where viewer.isOverdue(at: now) { viewer.close() }
    if now < nextBeat { return }
    nextBeat = now + .milliseconds(Int64(limits.secondsBetweenBeats * 1000))
    let isStuck = lastLook.isLongAgo(at: now) ? ",\"stuck\":true" : ""
    tell(ByteBuffer(string: "event: beat\ndata: {\"now\":\(timeOfDay())\(isStuck)}\n\n"))
  }

  /// Says good-bye to all and closes.
  func stop() {
    isStopping = true
    let words = ByteBuffer(string: "event: bye\ndata: {}\n\n")
    for viewer in followers { viewer.tell(words) }
    for viewer in Array(viewers.values) { viewer.leave() }
  }

  /// Closes whoever is still there.
  func closeAll() {
    for viewer in Array(viewers.values) { viewer.close() }
  }
}

/// When the file was last looked at: told from one thread, asked on another.
final class LastLook: Sendable {
  private let nanoseconds = Atomic<UInt64>(NIODeadline.now().uptimeNanoseconds)

  func isNow() { nanoseconds.store(NIODeadline.now().uptimeNanoseconds, ordering: .relaxed) }

  /// So long that the board may have missed something.
  func isLongAgo(at now: NIODeadline) -> Bool {
    now > NIODeadline.uptimeNanoseconds(nanoseconds.load(ordering: .relaxed)) + .seconds(15)
  }
}
