internal import Scoring

extension Turn {
  /// The longest text a referee types: a remark, not an essay.
  private static let longest = 300

  mutating func press(_ key: Key, in typing: Typing) {
    var typing = typing
    switch key {
    case .character(let character):
      if isForNextKey(typing.purpose), !character.isTyped(of: typing.purpose) {
        // `-20a`: the letter ends the number and is the key that was meant.
        submit(typing)
        if state.mode == typing.back { press(key) }
        return
      }
      guard typing.text.count < Self.longest else { return ring() }
      typing.text.append(character)
      state.mode = .typing(typing)
    case .backspace:
      if typing.text.isEmpty { return state.mode = typing.back }
      typing.text.removeLast()
      state.mode = .typing(typing)
    case .enter: submit(typing)
    case .escape: state.mode = typing.back
    default: ring()
    }
  }

  /// A whole answer at once.
  mutating func answer(_ text: String, to typing: Typing) {
    var typing = typing
    typing.text = String(text.prefix(Self.longest))
    state.mode = .typing(typing)
    submit(typing)
  }

  func isForNextKey(_ purpose: Typing.Purpose) -> Bool { purpose == .ago || purpose == .count }

  private mutating func submit(_ typing: Typing) {
    let text = typing.text
    guard text.contains(where: { !$0.isWhitespace }) else { return state.mode = typing.back }
    switch typing.purpose {
    case .ago:
      guard let ago = seconds(text) ?? Milliseconds(text) else {
        return refuse("'\(text)' is no time; 20 or 1:20 is.")
      }
      state.ago = ago
      state.mode = typing.back
      tell("The next key is logged \(clockText(ago)) ago, at \(clockText(state.moment.clock)).")
    case .count:
      guard let count = Int(text), (1...9999).contains(count) else {
        return refuse("'\(text)' is no count; 1 to 9999 is.")
      }
      state.count = count
      state.mode = typing.back
      tell("The next key counts \(count) times.")
    case .note: propose(.noted(text), state.moment, then: typing.back)
    case .longer:
      guard let time = Milliseconds(text), time > .zero else { return refuse("'\(text)' is no time; 1:00 is.") }
      guard console.rules.ruleSet.timeLimit != nil else {
        state.mode = typing.back
        return refuse("These rules have no time limit to extend.")
      }
      chooseReason(
        "Extend by \(clockText(time)). Why?", .extend(time),
        ["the event's devices failed", "somebody interfered", "the referee stopped the robot without need"])
    case .claimed:
      guard let total = Points(text) else { return refuse("'\(text)' is no number of points; 12 or 12.5 is.") }
      propose(.claimed(total: total), state.moment, then: typing.back)
    case .clock:
      guard let clock = Milliseconds(text) else { return refuse("'\(text)' is no clock reading; 4:05 is.") }
      if setClock(to: clock), state.pending == nil { state.mode = typing.back }
    case .protest: propose(.protested(text), state.moment, then: .sheet(scroll: 0))
    case .ruling: propose(.ruled(text), state.moment, then: .sheet(scroll: 0))
    case .value(let item, let instance, let rater, let moment):
      let line = console.sheet[item]
      // A bare number is in the item's own unit.
      guard let quantity = Points(text).map({ Quantity($0, line.item.unit) }) ?? Quantity(text) else {
        return refuse("'\(text)' is no value; 12.5 is.")
      }
      if let rater {
        propose(.rated(line.item.id, at: instance, by: Rater.ID(rater), quantity), moment, then: typing.back)
      } else {
        propose(.measured(line.item.id, at: instance, quantity), moment, then: typing.back)
      }
    case .rater(let item, let instance, let moment):
      askValue(item, instance, rater: text.trimmed, moment)
    case .reason(let what):
      state.mode = typing.back
      give(text.trimmed, for: what)
    }
  }

  private func seconds(_ text: String) -> Milliseconds? {
    guard text.utf8.count <= 4, text.utf8.allSatisfy({ 48...57 ~= $0 }), let seconds = Int64(text) else { return nil }
    return Milliseconds(seconds * 1000)
  }
}

extension Character {
  /// Whether it belongs to what is typed, and does not end it.
  func isTyped(of purpose: Typing.Purpose) -> Bool {
    ("0"..."9").contains(self) || (self == ":" && purpose == .ago)
  }
}

extension String {
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
