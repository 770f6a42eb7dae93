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
      // Once too often is no way out: what is typed next would be keys.
      if typing.text.isEmpty { return }
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
    if case .when(let item) = typing.purpose { return submit(when: text.trimmed, item) }
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
      guard let total = read({ () throws(Rejection) in try Points.typed(text) }) else { return }
      propose(.claimed(total: total), state.moment, then: typing.back)
    case .clock:
      guard let clock = Milliseconds(text) else { return refuse("'\(text)' is no clock reading; 4:05 is.") }
      if askToSetClock(to: clock, back: typing.back) { state.mode = typing.back }
    case .protest: propose(.protested(text), state.moment, then: .sheet(scroll: 0))
    case .ruling: propose(.ruled(text), state.moment, then: .sheet(scroll: 0))
    case .signer:
      let signature = Fact.signed(as: .team, code: console.code(of: state.log), by: text.asName)
      propose(signature, state.moment, then: typing.back)
    case .value(let item, let instance, let rater, let moment):
      let line = console.sheet[item]
      guard let quantity = read({ () throws(Rejection) in try Quantity.typed(text, in: line.item.unit) }) else {
        return
      }
      if let rater {
        propose(.rated(line.item.id, at: instance, by: Rater.ID(rater), quantity), moment, then: typing.back)
      } else {
        propose(.measured(line.item.id, at: instance, quantity), moment, then: typing.back)
      }
    case .rater(let item, let instance, let moment):
      askValue(item, instance, ratedBy: text.asName, moment)
    case .reason(let what):
      state.mode = typing.back
      give(text.trimmed, for: what)
    case .when: break
    }
  }

  /// A name was typed for who gives the value: where somebody is called nearly so, it may be a slip.
  private mutating func askValue(
    _ item: Int, _ instance: Instance.ID?, ratedBy name: String, _ moment: ConsoleState.Moment
  ) {
    let near = state.raters.filter { isNearly($0, name) }
    guard !near.isEmpty, !near.contains(name) else { return askValue(item, instance, rater: name, moment) }
    let answers = near.map { ("\(letters.safe($0)), as before", Action.rater(item: item, at: instance, $0, moment)) }
    let other = ("\(letters.safe(name)), who is somebody else", Action.rater(item: item, at: instance, name, moment))
    state.mode = .choosing(
      Choice(
        question: "'\(letters.safe(name))' is nearly '\(letters.safe(near[0]))', who gave a value before. Who is it?",
        options: console.lettered(answers + [other]), back: state.home))
  }

  /// When something forgotten happened: the clock's reading, or how long before the end; nothing typed is the end.
  private mutating func submit(when text: String, _ item: Int) {
    guard let end = state.endingAt?.clock else { return state.mode = state.home }
    let clock: Milliseconds
    if text.isEmpty {
      clock = end
    } else if let before = seconds(text.hasPrefix("-") ? String(text.dropFirst()) : text) {
      clock = max(.zero, end - before)
    } else if let reading = Milliseconds(text) {
      guard reading <= end else {
        return refuse("The end was called at \(clockText(end)); \(clockText(reading)) is later.")
      }
      clock = reading
    } else {
      return refuse("'\(text)' is no time; 2:10 on the clock is, or 20 for 20 seconds before the end.")
    }
    state.mode = .ending
    press(item: item, state.moment(at: clock))
  }

  /// What was typed, as a value; `nil` where it is none, which is said.
  private mutating func read<Value>(_ typed: () throws(Rejection) -> Value) -> Value? {
    do throws(Rejection) {
      return try typed()
    } catch {
      refuse(error.description + ".")
      return nil
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
