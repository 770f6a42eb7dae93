/// The known word that was most likely meant, for "did you mean": at most a third of its letters differ.
public func nearest(to word: String, among known: some Sequence<String>) -> String? {
  let typed = Array(word.lowercased().utf8.prefix(64))
  guard !typed.isEmpty else { return nil }
  var best: (word: String, distance: Int)?
  for candidate in known {
    let letters = Array(candidate.lowercased().utf8.prefix(64))
    let allowed = max(1, min(typed.count, letters.count) / 3)
    let isAbbreviation = typed.count >= 3 && letters.starts(with: typed)
    let distance = isAbbreviation ? 1 : editDistance(typed, letters)
    if isAbbreviation || distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.word
}

/// How many letters must be put in, taken out, changed or swapped with their neighbour.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var twoBefore = [Int]()
  var before = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var distance = min(row[j] + 1, before[j + 1] + 1, before[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { distance = min(distance, twoBefore[j - 1] + 1) }
      row.append(distance)
    }
    twoBefore = before
    before = row
  }
  return before[b.count]
}
