/// The commented rule set that `tally rules new` prints, for somebody who has never seen the format.
public enum Starter {
  /// A rule set to begin with, under this id (`folder/file`).
  public static func text(id: String, title: String) -> String {
    """
    # A rule set for Tally. Officials record what they see; this file says what it is worth.
    # Check it while you write:   tally rules check \(id).yaml
    # See it as a score sheet:    tally rules show \(id).yaml
    # The manual is docs/rule-sets.md; every word there has an example.

    id: \(id)            # the folder and the file's name
    edition: 1                  # never change a published edition: write edition 2, and say below what changed
    title: \(quoted(title))
    competition: Name and year of the event
    changes: First edition.
    sources:                    # the documents that items cite
      rulebook: Rulebook of the event, version and date

    time-limit: 10:00           # minutes:seconds
    runs: 3                     # trials for each team
    aggregation: best           # or: mean of best 2, sum, median, last …
    ranking:                    # the first key decides, then the next; equal in all keys is an equal place
      - not disqualified
      - most points
      - fewest penalised
      - shortest time
    restart: {allowed: 1, earlier: void}   # one restart; what came before it does not count
    total: {floor: 0}           # a run never has less

    instances:                  # what items are scored per
      table: [table-1, table-2]

    achievements:
      - id: order-taken         # what is typed: tally run saw coffee-1 order-taken@table-2
        title: Takes the order
        source: official rulebook 3.1     # official NAME …, lineage …, or house … (ours)
        points: 50
        max: 1                  # at each table
        per: table
      - id: delivered
        title: Delivers one ordered thing to its table
        source: official rulebook 3.2
        points: 100
        max: 3
        per: table
        needs: order-taken      # at the same table
        modifiers:              # they change only this item's points, never below zero
          - {id: from-the-hand, title: The guest had to take it from the gripper, points: -40, max: 3, per: table}
      - id: door
        title: Gets through the door
        source: house, one level counts
        levels:                 # exclusive: the last one chosen holds
          - {id: touched, title: Touches the handle, points: 10}
          - {id: passed, title: Passes the door, points: 60}

    penalised:
      - id: bump
        title: Bumps into furniture
        source: official rulebook 4.1
        points: -20

    disqualifying:
      - id: hits-person
        title: Hits a person
        source: official rulebook 4.2

    records:                    # kept, worth nothing
      - id: customer-left
        title: A customer left before being served
        source: house, so that it is not held against the robot

    """
  }

  /// A text in YAML's double quotes, where a colon or a hash means nothing.
  private static func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
  }
}
