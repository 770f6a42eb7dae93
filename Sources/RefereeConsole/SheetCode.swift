public import Scoring

extension Console {
  /// The code that identifies what is signed: see ``sheetCode(of:digest:)``.
  public func code(of log: RunLog) -> String { sheetCode(of: log, digest: digest) }
}

/// A short code for a run's log as it is signed, `7Q2M-4XKD`: the first forty bits of the digest of
/// ``canonicalText(of:)`` in Crockford's base 32, which has no letters that are taken for each other.
///
/// The same entries give the same code on every machine, in whatever order they arrived; one entry more, less or
/// different gives another. Signatures, protests, their decisions and remarks are left out: they speak of the sheet, so
/// referee and team sign the same code, and a remark made later breaks no signature.
public func sheetCode(of log: RunLog, digest: ([UInt8]) -> [UInt8]) -> String {
  shortCode(of: digest(Array(canonicalText(of: log).utf8)))
}

/// The first forty bits of a digest the way people read them out, `7Q2M-4XKD`: Crockford's base 32.
public func shortCode(of digest: [UInt8]) -> String {
  let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
  let bytes = digest.prefix(5)
  var bits = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } << UInt64(8 * (5 - bytes.count))
  var letters: [Character] = []
  for _ in 0..<8 {
    letters.append(alphabet[Int(bits & 31)])
    bits >>= 5
  }
  letters.reverse()
  return String(letters[..<4]) + "-" + String(letters[4...])
}

/// A code as it was typed, the way it is printed: small letters, missing hyphens, an O for a zero and an I or L for a
/// one are what people write; `nil` where it can be no code.
public func shortCode(typed text: String) -> String? {
  var letters: [Character] = []
  for letter in text.uppercased() where letter != "-" && letter != " " {
    switch letter {
    case "O": letters.append("0")
    case "I", "L": letters.append("1")
    case "0"..."9", "A"..."H", "J", "K", "M", "N", "P"..."T", "V"..."Z": letters.append(letter)
    default: return nil
    }
  }
  guard letters.count == 8, letters.allSatisfy(\.isASCII) else { return nil }
  return String(letters[..<4]) + "-" + String(letters[4...])
}

/// The text that a sheet's code is made of: the run and its rules, then one line for each entry in field order, fields
/// apart by tabs, with `\t`, `\n` and `\\` for a tab, a line break and a backslash within a field.
public func canonicalText(of log: RunLog) -> String {
  let run = log.run
  var text = line([
    "tally-sheet-1", run.id.text, run.challenge.text, run.team.text, run.phase.rawValue, String(run.number),
    run.rules.id.text, String(run.rules.edition), run.rules.digest,
  ])
  for entry in log.inFieldOrder where isPartOfSheet(entry, in: log) {
    text += line(
      [
        entry.id.text, entry.official, entry.terminal, String(entry.number), String(entry.clock.count),
        String(entry.recordedAt), entry.fact.kind.rawValue,
      ] + fields(entry.fact))
  }
  return text
}

/// Whether an entry is one of those that a sheet's code is made of: signatures, protests, rulings and remarks speak of
/// the sheet, and so does taking one of them back.
public func isPartOfSheet(_ entry: Entry, in log: RunLog) -> Bool {
  switch entry.fact {
  case .signed, .protested, .ruled, .noted: return false
  case .retracted(let target, _):
    guard let struck = log.entry(target) else { return true }
    return isPartOfSheet(struck, in: log)
  case .started, .paused, .resumed, .finished, .observed, .chose, .measured, .rated, .restarted, .extended, .claimed,
    .accepted, .voided:
    return true
  }
}

private func fields(_ fact: Fact) -> [String] {
  switch fact {
  case .started, .paused, .resumed, .restarted: []
  case .finished(let finish): [finish.rawValue]
  case .observed(let item, let at, let count): [item.text, at?.text ?? "", String(count)]
  case .chose(let item, let at, let level): [item.text, at?.text ?? "", level.text]
  case .measured(let item, let at, let quantity): [item.text, at?.text ?? "", quantity.exactText]
  case .rated(let item, let at, let rater, let quantity):
    [item.text, at?.text ?? "", rater.text, quantity.exactText]
  case .extended(let time, let reason): [String(time.count), reason]
  case .retracted(let target, let reason): [target.text, reason]
  case .claimed(let total): ["\(total.numerator)/\(total.denominator)"]
  case .accepted(let check, let reason): [check.text, reason]
  case .signed(let role, let code, let name): [role.rawValue, code, name ?? ""]
  case .protested(let text), .ruled(let text), .noted(let text), .voided(let text): [text]
  }
}

extension Quantity {
  fileprivate var exactText: String { "\(value.numerator)/\(value.denominator) \(unit.rawValue)" }
}

private func line(_ fields: [String]) -> String {
  fields.map { field in
    var text = ""
    for scalar in field.unicodeScalars {
      switch scalar {
      case "\t": text += "\\t"
      case "\n": text += "\\n"
      case "\\": text += "\\\\"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }.joined(separator: "\t") + "\n"
}
