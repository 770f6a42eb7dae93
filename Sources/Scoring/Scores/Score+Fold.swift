extension Score {
  /// The score of a run's log by the rules it is kept under: the fold of facts over rules, and the heart of Tally.
  ///
  /// The order of operations, which `docs/rule-sets.md` states once:
  /// 1. what counts of each item, at each instance (times, conditions, limits);
  /// 2. what each item is worth, then its modifiers from top to bottom, then their floor;
  /// 3. the groups, from top to bottom, then percentages and factors of groups;
  /// 4. the whole run: restarts, then the steps of ``TotalRule/order``, then exempt items.
  public init(of log: RunLog) {
    var fold = Fold(log)
    fold.gatherEvidence()
    fold.countItems()
    fold.scoreItems()
    fold.scoreGroups()
    fold.countBehaviours()
    fold.scoreRun()
    fold.findOddities()
    self = fold.score
  }

  /// The score of the same facts by other rules.
  public init(of log: RunLog, by rules: CompiledRules) {
    self.init(of: log.rescored(under: rules))
  }
}
