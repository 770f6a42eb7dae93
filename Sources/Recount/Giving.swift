import Scoring

/// The numbers that rankings compare, of a run or of several made one.
struct Numbers: Equatable {
  var points = Points.zero
  var achievements = Points.zero
  var penalised = Points.zero
  /// In milliseconds; `nil` if there is none.
  var time: Points?
  /// What counted of each item; an item without a number is not there.
  var quantities: [Item.ID: Points] = [:]
  /// 1 if disqualified, else 0.
  var disqualified = Points.zero

  /// What a ranking key compares.
  func value(of key: RankingKey) -> Points? {
    switch key.measure {
    case .disqualified: disqualified
    case .points: points
    case .achievements: achievements
    case .penalised: penalised
    case .time: time
    case .item(let item): quantities[item]
    }
  }

  /// All of these added; a number that one of them lacks is missing.
  init(sumOf all: [Numbers]) {
    for numbers in all {
      points += numbers.points
      achievements += numbers.achievements
      penalised += numbers.penalised
    }
    time = all.contains { $0.time == nil } ? nil : all.reduce(.zero) { $0 + ($1.time ?? .zero) }
    for item in Set(all.flatMap(\.quantities.keys)) where all.allSatisfy({ $0.quantities[item] != nil }) {
      quantities[item] = all.reduce(.zero) { $0 + ($1.quantities[item] ?? .zero) }
    }
  }

  /// The same shared out among so many.
  func shared(among count: Int) -> Numbers {
    let count = Points(count)
    var share = self
    share.points = points / count
    share.achievements = achievements / count
    share.penalised = penalised / count
    share.time = time.map { $0 / count }
    share.quantities = quantities.mapValues { $0 / count }
    return share
  }
}

/// Something that a result is made of: a run, or what a team has in a phase. The manual says what it gives: all that it
/// has; or, where it is disqualified or nobody came, nothing but its debts.
struct Piece {
  /// The runs that it stands for; none for a run that is missing and counts as nothing.
  var runs: [Run.ID]
  var isDisqualified: Bool
  /// Whether it is neither disqualified nor just the price of not coming.
  var isEarned: Bool
  var own: Numbers
  var debts: Numbers

  /// A piece; where what is disqualified scores zero, it has nothing but its debts of its own.
  init(runs: [Run.ID], isDisqualified: Bool, isEarned: Bool, own: Numbers, debts: Numbers, scoresZero: Bool) {
    self.runs = runs
    self.isDisqualified = isDisqualified
    self.isEarned = isEarned && !isDisqualified
    self.own = isDisqualified && scoresZero ? debts : own
    self.debts = debts
    self.own.disqualified = isDisqualified ? 1 : 0
    self.debts.disqualified = isDisqualified ? 1 : 0
  }
}

/// The worst that comes out when those pieces are left out, one after the other, the best first, that give only debts:
/// a result is never better for a disqualification or an absence than it would be without. Something is always left.
///
/// - Parameters:
///   - isWorse: whether a piece that gives only debts is worse than another.
///   - made: what comes of these pieces, which are in the order in which they were.
func worst<Piece, Whole>(
  of pieces: [Piece], isEarned: (Piece) -> Bool, isWorse: (Piece, Piece) -> Bool, made: ([Piece]) -> Whole,
  isBetter: (Whole, Whole) -> Bool
) -> Whole? {
  var left = Array(pieces.enumerated())
  guard !left.isEmpty else { return nil }
  var worst = made(pieces)
  while let best = left.lastIndex(where: { candidate in
    !isEarned(candidate.element)
      && !left.contains { !isEarned($0.element) && isWorse(candidate.element, $0.element) }
  }), left.count > 1 {
    left.remove(at: best)
    let without = made(left.map(\.element))
    if isBetter(worst, without) { worst = without }
  }
  return worst
}
