/// The commented plan that `tally plan new` prints, for somebody who has never seen the format.
public enum PlanStarter {
  /// A plan to begin with.
  public static let text = """
    # A plan for Tally: everything an organiser decides before the day. Change it as you like, then
    #   tally plan check competition.yaml        every finding with its place
    #   tally init --plan competition.yaml       makes the competition's file
    #   tally plan diff competition.yaml         later: what applying a changed plan would change
    #   tally plan apply competition.yaml        and do it
    # The manual is docs/plans.md; every word there has an example. Only name, days and challenges must be there.

    name: An example day
    days: [2026-09-22, 2026-09-23]
    venue: Town hall
    time-zone: Europe/London      # times are shown in it
    protests: {within: 30:00}     # minutes:seconds after a run, or after provisional results

    arenas:
      - {id: shop, title: The coffee shop, challenges: [coffee]}
      - {id: flat, title: The flat}             # for any challenge

    officials:                    # where nobody is named for a duty, everybody may
      - {name: Ada, duties: [organiser]}
      - {name: Grace, duties: [jury, referee]}
      - {name: Alan, duties: [referee, assistant]}

    divisions:                    # teams that are also ranked among themselves
      - {id: newcomer, title: Newcomers}

    teams:
      - {id: red, name: Red Robots, affiliation: First University}
      - {id: blue, name: Blue Bots, affiliation: Second University, divisions: [newcomer]}
      - {id: green, name: Green Grippers, divisions: [newcomer]}

    challenges:
      - id: coffee
        rules: scrc-2025/coffee-shop-orders      # 'tally rules list' shows more; ./my-rules.yaml is a file of yours
        phases:
          - {phase: practice}
          - {phase: trials, runs: 3, aggregation: mean of best 2, incomplete: zero, slot: 15:00}
          - phase: final
            runs: 1
            qualification: best 2                # or: 50% at least 3, or: within 10 points of the best
            places: decides its places           # or: adds to the trials, stands apart
            slot: 15:00
      - id: door
        title: Through the door
        rules: scrc-2025/through-the-door
        teams: [red, blue]                       # default: all
        phases:
          - {phase: trials, runs: 3, slot: 10:00}

    overall:                      # tables over several challenges
      - id: best-team
        title: Best team
        round: {to: 1, how: half-up}
        ties: [most first places]
        parts:
          - title: All challenges
            challenges: all
            value: league 10 8 6 5 4 3 2 1   # by place; or: points to 100, where the rules give points
            combine: sum

    awards:
      - {id: best-newcomer, title: Best newcomer, best-of: best-team, division: newcomer}
      # For a skill, items of your own rules need its tag:
      # - {id: grasping, title: Certificate for grasping, skill: grasping, at-least: 75%, not-for: best-team}

    """
}
