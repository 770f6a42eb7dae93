import Scoring

extension Sheet {
  /// What an item is worth at each place with its modifiers, from top to bottom, and their floor.
  func family(_ item: Item) -> [Instance.ID?: Points] {
    let places = rules.places(of: item)
    var own: [Instance.ID?: Points] = [:]
    for place in places { own[place] = line(count.worth(of: item, at: place)) }
    var now = own
    /// What modifiers change of the whole line, at no place of its own.
    var loose = Points.zero
    for modifier in rules.items where modifier.modifies == item.id {
      if item.per != nil, modifier.per == item.per {
        for place in places { now[place]! += change(modifier, at: place, base: now[place]!) }
      } else {
        for place in rules.places(of: modifier) {
          loose += change(modifier, at: place, base: now.values.reduce(loose, +))
        }
      }
    }
    raise(&now, &loose, from: own)
    if worthless.contains(item.id), now.values.reduce(loose, +) > .zero { return [:] }
    spread(loose, over: places, of: &now)
    return now
  }

  private func change(_ modifier: Item, at place: Instance.ID?, base: Points) -> Points {
    if modifier.shareBase != nil { return share(modifier, at: place, of: base) }
    let points = line(count.worth(of: modifier, at: place))
    return worthless.contains(modifier.id) ? min(.zero, points) : points
  }

  /// Modifiers never take their item below zero, nor a penalty below what it is by itself: each place by itself, where
  /// the rules say so, and in any case the whole line.
  private func raise(_ now: inout [Instance.ID?: Points], _ loose: inout Points, from own: [Instance.ID?: Points]) {
    if rules.modifierFloor == .none { return }
    if rules.modifierFloor == .instance {
      for (place, points) in own { now[place] = max(now[place]!, min(.zero, points)) }
    }
    let floor = min(.zero, own.values.reduce(.zero, +))
    guard now.values.reduce(loose, +) < floor else { return }
    loose = .zero
    now = floor < .zero ? own : own.mapValues { _ in .zero }
  }

  /// What modifiers take of the whole line is taken where there is something, from the last place to the first.
  private func spread(_ loose: Points, over places: [Instance.ID?], of now: inout [Instance.ID?: Points]) {
    var left = loose
    for place in places.reversed() where left < .zero && now[place]! > .zero {
      let taken = min(now[place]!, -left)
      now[place]! -= taken
      left += taken
    }
    if let last = places.last { now[last]! += left }
  }
}
