extension Fold {
  /// The rules of each group, then what is a percentage or a factor of one.
  mutating func scoreGroups() {
    for index in rules.groups.indices {
      let group = rules.groups[index]
      if let count = group.instanceCount {
        for instance in 0..<count { scoreGroup(index, instance) }
      } else {
        scoreGroup(index, nil)
      }
    }
    for compiled in rules.items {
      guard case .group(let id) = compiled.item.worth.base,
        let index = rules.groups.firstIndex(where: { $0.group.id == id })
      else { continue }
      for slot in compiled.slots {
        let added = addUnlessDisqualified(slot, of: compiled, share(of: groupTotal[index], slot, compiled))
        groupTotal[index] += added
        if compiled.item.isExempt { exemptTotal += added } else { runTotal += added }
      }
    }
  }

  mutating func scoreGroup(_ index: Int, _ instance: Int?) {
    let compiled = rules.groups[index]
    let group = compiled.group
    var slots: [Int] = []
    for position in compiled.items {
      let item = rules.items[position]
      if let instance, item.hasInstances, item.item.per == group.per {
        slots.append(item.firstSlot + instance)
      } else if instance == nil || instance == 0 {
        slots += item.slots
      }
    }
    let place = instance.flatMap { offset in
      rules.ruleSet.instances.first { $0.id == group.per }?.instances[offset].id
    }
    let total = slots.reduce(Points.zero) { $0 + work[$1].total }
    var result = total
    func correct(_ rule: Score.GroupRule, to value: Points, _ fold: inout Fold) {
      guard value != result else { return }
      fold.addCorrection(.group(group.id, rule, at: place), from: result, to: value)
      result = value
    }
    if let most = group.voidAbove, slots.reduce(Points.zero, { $0 + work[$1].unlimited }) > Points(most) {
      correct(.overfull, to: .zero, &self)
      for slot in slots { work[slot].isOverfull = true }
    } else {
      let sorted = slots.map { work[$0].total }.filter { $0 != .zero }.sorted()
      switch group.keep {
      case .all, .untilFirstGap: break
      case .best(let count): correct(.best, to: sorted.suffix(count).reduce(.zero, +), &self)
      case .worst(let count): correct(.worst, to: sorted.prefix(count).reduce(.zero, +), &self)
      }
      if let cap = group.cap, result > cap { correct(.cap, to: cap, &self) }
      if let floor = group.floor, result < floor { correct(.floor, to: floor, &self) }
    }
    groupTotal[index] += result
    runTotal += result - total
  }
}
