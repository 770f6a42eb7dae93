import EventStore
import Text

extension DatabaseOptions {
  /// Follows the file for as long as the command runs: another may be put in its place.
  func follow() throws -> FollowedStore { try FollowedStore(path) { try openForReading() } }
}

extension FollowedStore {
  /// What people should know of a look: that the file was replaced, is gone or cannot be read; `nil` where all is well.
  func words(of news: News) -> String? {
    let name = safeForPeople(path)
    switch news {
    case .nothing, .recorded: return nil
    case .replaced(.copy):
      return "\(name) was replaced by another file, which has everything so far; that one is followed now"
    case .replaced(.lacksRecords):
      return "\(name) was replaced by another file, which lacks something that the other had; that one is followed now "
        + "('tally merge' brings in what it lacks)"
    case .replaced(.otherCompetition):
      return "\(name) was replaced by the file of another competition; that one is followed now"
    case .gone: return "\(name) is gone: this is how it stood; if a file is put there again, that one is followed"
    case .unreadable(let why): return "\(name) cannot be read now (\(safeForPeople(why))); it is tried again"
    }
  }
}
