package import EventStore
import Operations

/// The public board of a file that others write, kept up to date: looked at again and again, and made anew only when
/// something was recorded.
///
///     var board = try LiveBoard(following: file, surroundings)
///     while true { if case .changed = board.look() { show(board.site) } }
///
/// It reads the whole log for each new rendering; what it hands out is the same when one day it only folds what is new.
package struct LiveBoard {
  /// The board as it is now.
  package private(set) var site: PublicSite
  /// Where it is to be found, and which screens show what.
  package private(set) var surroundings: PublicSite.Surroundings
  private var file: FollowedStore
  /// Rules are made of their texts once.
  private let ruleSets = RuleSets()
  /// Whether the last rendering failed, so that the next look tries again.
  private var isBehind = false

  /// What a look came to.
  package enum Look {
    /// The board shows what it showed.
    case same
    /// There is another site.
    case changed
    /// The board could not be made, and shows what it showed; why.
    case failed(String)
  }

  /// Begins to follow a file.
  package init(following file: FollowedStore, _ surroundings: PublicSite.Surroundings) throws {
    self.file = file
    self.surroundings = surroundings
    site = PublicSite(try PublicBoard(file.store, only: nil, compiling: ruleSets), surroundings)
  }

  /// Looks whether something has changed. `news` is what people should know of the file itself.
  package mutating func look() -> (look: Look, news: FollowedStore.News) {
    let news = file.look()
    switch news {
    case .nothing: return (isBehind ? render() : .same, news)
    case .recorded, .replaced: return (render(), news)
    // What was there stays on the screens.
    case .gone, .unreadable: return (.same, news)
    }
  }

  /// Shows the same with other surroundings.
  package mutating func surround(_ surroundings: PublicSite.Surroundings) -> Look {
    if surroundings == self.surroundings { return .same }
    self.surroundings = surroundings
    return render()
  }

  /// What people should know of a look at the file; `nil` where all is well.
  package func inWords<Words>(_ words: (FollowedStore) -> Words) -> Words { words(file) }

  private mutating func render() -> Look {
    do {
      let new = PublicSite(try PublicBoard(file.store, only: nil, compiling: ruleSets), surroundings)
      isBehind = false
      if new.id == site.id { return .same }
      site = new
      return .changed
    } catch {
      isBehind = true
      return .failed("\(error)")
    }
  }
}
