import Scoring

extension Sheet {
  /// What an item is worth at each place with its modifiers, from top to bottom, and their floor.
  func family(_ item: Item, without disqualified: Set<Item.ID>) -> [Instance.ID?: Points] {
    let places = rules.places(of: item)
    var own: [Instance.ID?: Points] = [:]
    for place in places { own[place] = line(count.worth(of: item, at: place)) }
    var now = own
    for modifier in rules.items where modifier.modifies == item.id && !disqualified.contains(modifier.id) {
      if modifier.per == item.per {
        for place in places { now[place]! += change(modifier, at: place, base: now[place]!) }
      } else {
        for place in rules.places(of: modifier) {
          spread(change(modifier, at: place, base: now.values.reduce(.zero, +)), over: places, of: &now)
        }
      }
    }
    raise(&now, from: own, places)
    return now
  }

  private func change(_ modifier: Item, at place: Instance.ID?, base: Points) -> Points {
    let isShare = modifier.shareBase != nil
    return line(isShare ? count.share(of: modifier, at: place, base: base) : count.worth(of: modifier, at: place))
  }

  /// A modifier of the whole line takes where there is something; what is left to take, and what it gives, is the last
  /// place's.
  private func spread(_ change: Points, over places: [Instance.ID?], of now: inout [Instance.ID?: Points]) {
    var left = change
    for place in places where left < .zero && now[place]! > .zero {
      let taken = min(now[place]!, -left)
      now[place]! -= taken
      left += taken
    }
    if let last = places.last { now[last]! += left }
  }

  /// Modifiers never take their item below zero, or deeper than it was by itself.
  private func raise(_ now: inout [Instance.ID?: Points], from own: [Instance.ID?: Points], _ places: [Instance.ID?]) {
    switch rules.modifierFloor {
    case .none: return
    case .instance:
      for place in places { now[place] = max(now[place]!, min(.zero, own[place]!)) }
    case .line:
      let least = min(.zero, own.values.reduce(.zero, +))
      var missing = least - now.values.reduce(.zero, +)
      for place in places where missing > .zero {
        let given = min(missing, max(.zero, min(.zero, own[place]!) - now[place]!))
        now[place]! += given
        missing -= given
      }
    }
  }
}
