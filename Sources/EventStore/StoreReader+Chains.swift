import GRDB
public import Scoring

/// A chain as it was found.
public struct Chain: Hashable, Sendable {
  /// Whose.
  public var series: Series
  /// How many records it has.
  public var count = 0
  /// How many of them have no link: they were recorded before there were chains.
  public var unlinked = 0
  /// The number of its last record.
  public var lastNumber = 0
  /// The link of its last record; where that has none of its own, the one it would have; `nil` where a gap before it
  /// leaves that unknown.
  public var head: String?
  /// What does not hold, in the order of the numbers.
  public var breaks: [Break] = []

  /// A place where a chain does not hold.
  public struct Break: Hashable, Sendable {
    /// What is wrong there.
    public enum Kind: Hashable, Sendable {
      /// The numbers from this one to the one before the record are missing.
      case gap(from: Int)
      /// The link does not follow from the record and those before it.
      case link
      /// There is no link, and earlier records have one.
      case unlinked
      /// The row cannot be read.
      case unreadable(String)
    }

    /// What is wrong.
    public var kind: Kind
    /// The record at which it shows.
    public var id: String
    /// Its number.
    public var number: Int
    /// Its run; `nil` for a decision.
    public var run: Run.ID?
  }
}

extension StoreReader {
  /// Every chain, each link made again from the records: by kind, then by terminal.
  public func chains() throws -> [Chain] {
    try Series.Kind.allCases.flatMap { try chains($0, of: nil) }
  }

  /// One series' chain.
  func chain(_ series: Series) throws -> Chain {
    try chains(series.kind, of: series.terminal).first ?? Chain(series: series)
  }

  /// The link that the next record of a series follows, where its number is this one.
  func link(before number: Int, in series: Series) throws -> String {
    let rows = try Rows(
      db, "SELECT link FROM \(series.kind.rawValue) WHERE terminal = ? AND number < ? ORDER BY number DESC LIMIT 1",
      [.text(series.terminal), .integer(Int64(number))])
    guard let row = try rows.next() else { return Link.start }
    if let link = try row.optionalText(0) { return link }
    // What was recorded before there were chains is vouched for by the first link after it.
    return try chain(series).head ?? Link.start
  }

  /// The links of all records that have one, by the records' names.
  func links(_ kind: Series.Kind) throws -> [(id: String, link: String)] {
    let rows = try Rows(db, "SELECT id, link FROM \(kind.rawValue) WHERE link IS NOT NULL", [])
    var links: [(id: String, link: String)] = []
    while let row = try rows.next() { links.append((try row.text(0), try row.text(1))) }
    return links
  }

  /// What the canonical texts of all entries of a run begin with.
  func canonicalBeginning(of run: Run.ID) throws -> CanonicalText {
    let rows = try Rows(db, Table.run.selection + " WHERE id = ?", [.text(run.text)])
    return CanonicalText(entriesOf: try rows.next()?.values(from: 0) ?? [])
  }

  private func chains(_ kind: Series.Kind, of terminal: String?) throws -> [Chain] {
    let table = kind == .entry ? Table.entry : Table.decision
    let rest = (terminal == nil ? "" : " WHERE terminal = ?") + " ORDER BY terminal, number"
    let texts = try CanonicalTexts(self, kind)
    let rows = try Rows(db, table.selection(with: "link") + rest, terminal.map { [.text($0)] } ?? [])
    var walks: [ChainWalk] = []
    while let row = try rows.next() {
      let record = try RecordOfChain(row, kind, texts)
      if walks.last?.chain.series.terminal.utf8.elementsEqual(record.terminal.utf8) != true {
        walks.append(ChainWalk(Series(kind, of: record.terminal)))
      }
      walks[walks.count - 1].take(record)
    }
    return walks.map(\.chain)
  }
}

/// What the canonical texts of a kind of record need besides its own row.
private struct CanonicalTexts {
  var beginnings: [String: CanonicalText] = [:]
  var fields: [String: [[Value]]] = [:]

  init(_ reader: StoreReader, _ kind: Series.Kind) throws {
    let table = kind == .entry ? Table.run : Table.decisionField
    let rows = try Rows(reader.db, table.selection, [])
    while let row = try rows.next() {
      // A row that cannot be read leaves a hole, and the links that vouch for it do not hold.
      guard let values = try? row.values(from: 0), case .text(let name) = values[0] else { continue }
      switch kind {
      case .entry: beginnings[name] = CanonicalText(entriesOf: values)
      case .decision: fields[name, default: []].append(values)
      }
    }
  }

  func text(_ kind: Series.Kind, _ row: [Value]) -> CanonicalText {
    switch (kind, row[0], row[1]) {
    case (.entry, _, .text(let run)):
      CanonicalText(beginnings[run] ?? CanonicalText(entriesOf: []), entry: row)
    case (.decision, .text(let id), _): CanonicalText(decision: row, fields[id] ?? [])
    default: CanonicalText(decision: row, [])
    }
  }
}

/// A record as a chain is walked.
private struct RecordOfChain {
  var id: String
  var terminal: String
  var number: Int
  var run: Run.ID?
  var link: String?
  var text: CanonicalText?
  var problem = ""

  init(_ row: Columns, _ kind: Series.Kind, _ texts: CanonicalTexts) throws {
    let columns = kind == .entry ? Table.entry.columns : Table.decision.columns
    func place(_ name: String) -> CInt { CInt(columns.firstIndex(of: name) ?? 0) }
    id = (try? row.text(0)) ?? "?"
    terminal = (try? row.text(place("terminal"))) ?? "?"
    let found = (try? row.integer(place("number"))) ?? 0
    number = Int(min(max(found, 0), FieldReader.counts.upperBound + 1))
    if kind == .entry { run = (try? row.text(1)).map { Run.ID($0) } }
    do {
      link = try row.optionalText(CInt(columns.count))
      text = texts.text(kind, try row.values(from: 0).dropLast())
    } catch let malformed as Malformed {
      problem = malformed.problem
    }
  }
}

/// One chain on the way from its first record to its last.
private struct ChainWalk {
  var chain: Chain
  private var isLinked = false

  init(_ series: Series) {
    chain = Chain(series: series)
    chain.head = Link.start
  }

  mutating func take(_ record: RecordOfChain) {
    func found(_ kind: Chain.Break.Kind) {
      chain.breaks.append(Chain.Break(kind: kind, id: record.id, number: record.number, run: record.run))
    }
    if record.number > chain.lastNumber + 1 {
      found(.gap(from: chain.lastNumber + 1))
      chain.head = nil
    }
    chain.count += 1
    chain.lastNumber = record.number
    guard let text = record.text else {
      found(.unreadable(record.problem))
      chain.head = record.link
      return
    }
    let expected = chain.head.map { Link.next(after: $0, text) }
    if let link = record.link {
      if let expected, expected != link { found(.link) }
      // Going on from what stands there, a changed record shows once and not at all that follow.
      chain.head = link
      isLinked = true
    } else {
      chain.unlinked += 1
      if isLinked { found(.unlinked) }
      chain.head = expected
    }
  }
}
