import EventStore
import Foundation
import Scoring
import Testing

@Suite("A file that is followed while another takes its place")
struct FollowedStoreTests {
  private let folder: Folder
  private var path: String { folder.file() }

  init() throws {
    folder = try Folder()
    let store = try newStore(folder)
    try store.openRun()
    try store.say(.started)
    try store.close()
  }

  private func follow() throws -> FollowedStore {
    let path = path
    return try FollowedStore(path) { try EventStore.open(at: path, readOnly: true) }
  }

  private func copy(_ name: String) throws { try bytes(path).write(to: URL(filePath: folder.file(name))) }

  private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

  /// Another file at the path: of another inode.
  private func replace(by name: String) throws {
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: folder.file(name), toPath: path)
  }

  /// The same file with other bytes, as `cp` makes it.
  private func writeOver(_ data: Data) throws {
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: data)
    try handle.close()
  }

  private func record(_ facts: Fact..., at path: String? = nil) throws {
    let store = try EventStore.open(at: path ?? self.path, readOnly: false, terminal: "kfmt")
    for fact in facts { try store.say(fact) }
    try store.close()
  }

  @Test("what is recorded is noticed, once")
  func recorded() throws {
    var file = try follow()
    #expect(file.look() == .nothing)
    try record(.noted("one"))
    #expect(file.look() == .recorded)
    #expect(file.look() == .nothing)
    #expect(try file.store.entries().count == 2)
  }

  @Test("a backup in its place is followed, and it is known that it lacks something")
  func replaced() throws {
    try copy("backup")
    try record(.noted("lost"))
    var file = try follow()
    try replace(by: "backup")
    #expect(file.look() == .replaced(.lacksRecords))
    #expect(try file.store.entries().count == 1)
    try record(.noted("new"))
    #expect(file.look() == .recorded)
    #expect(try file.store.entries().map(\.fact).last == .noted("new"))
  }

  @Test("a copy that has everything, and more, is followed too")
  func further() throws {
    var file = try follow()
    try copy("copy")
    try record(.noted("more"), at: folder.file("copy"))
    try replace(by: "copy")
    #expect(file.look() == .replaced(.copy))
    #expect(try file.store.entries().count == 2)
  }

  @Test("written over in place, even with as many transactions as before")
  func writtenOver() throws {
    let before = try bytes(path)
    try record(.noted("lost"), .noted("lost too"))
    var file = try follow()
    #expect(try file.store.entries().count == 3)
    try writeOver(before)
    try record(.noted("new"), .noted("new too"))
    #expect(file.look() == .replaced(.lacksRecords))
    #expect(try file.store.entries().map(\.fact) == [.started, .noted("new"), .noted("new too")])
    #expect(file.look() == .nothing)
  }

  @Test("another competition is known as one")
  func other() throws {
    var file = try follow()
    let other = try EventStore.create(
      at: folder.file("other"), madeAt: 1,
      identity: CompetitionIdentity(
        id: String(repeating: "a", count: 32), note: "", madeAt: 1), terminal: "kfmt")
    try other.close()
    try replace(by: "other")
    #expect(file.look() == .replaced(.otherCompetition))
    try replace(by: "other")
    #expect(file.look() == .replaced(.copy))
  }

  @Test("a link that points elsewhere is another file")
  func link() throws {
    try FileManager.default.moveItem(atPath: path, toPath: folder.file("first"))
    try FileManager.default.copyItem(atPath: folder.file("first"), toPath: folder.file("second"))
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder.file("first"))
    var file = try follow()
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder.file("second"))
    #expect(file.look() == .replaced(.copy))
  }

  @Test("gone is said once, what was there can be read, and what comes back is followed")
  func gone() throws {
    var file = try follow()
    try FileManager.default.moveItem(atPath: path, toPath: folder.file("away"))
    #expect(file.look() == .gone)
    #expect(file.look() == .nothing)
    #expect(try file.store.entries().count == 1)
    try FileManager.default.moveItem(atPath: folder.file("away"), toPath: path)
    #expect(file.look() == .recorded, "the same file is back")
    #expect(file.look() == .nothing)
    #expect(try file.store.entries().count == 1)
  }

  @Test("what cannot be read is said once, and tried again")
  func unreadable() throws {
    try copy("backup")
    var file = try follow()
    try FileManager.default.removeItem(atPath: path)
    let half = try bytes(folder.file("backup"))
    try half.prefix(half.count / 2).write(to: URL(filePath: path))
    guard case .unreadable = file.look() else {
      Issue.record("half a file is none")
      return
    }
    #expect(file.look() == .nothing)
    #expect(try file.store.entries().count == 1, "what was there before")
    try replace(by: "backup")
    #expect(file.look() == .replaced(.copy))
    #expect(try file.store.entries().count == 1)
  }

  @Test("a file that was only touched is no news")
  func touched() throws {
    var file = try follow()
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: path)
    #expect(file.look() == .nothing)
  }
}
