import GRDB

/// The tables, as migrations: named, in order, never edited once released. `user_version` counts those applied.
enum Schema {
  /// "Taly" in ASCII: what SQLite's `application_id` says in every Tally database, and `file` shows.
  static let applicationID = 0x5461_6C79

  /// The format that this version reads and writes.
  static var version: Int { migrations.count }

  /// The oldest format that can be read as it is: what came later changed no column.
  static let oldestReadable = 2

  static let migrations: [(name: String, script: String)] = [
    (name: "the log and what it needs", script: first),
    (name: "decisions of many kinds; the chain", script: second),
    (name: "two runs for one turn", script: third),
  ]

  /// A transaction in which tables may be changed. A table that others refer to can be made anew only while nobody looks;
  /// all is looked at before it holds.
  static func inTransaction(_ db: Database, _ body: () throws -> Database.TransactionCompletion) throws {
    try db.execute(sql: "PRAGMA foreign_keys = OFF")
    defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
    try db.inTransaction(.immediate) {
      let completion = try body()
      if let broken = try StoreReader(db: db).foreignKeyFindings().first { throw Malformed(problem: broken) }
      return completion
    }
  }

  /// Brings a file's tables from a format to that of this version, inside a transaction.
  static func bringUpToDate(_ db: Database, from version: Int) throws {
    for migration in migrations.dropFirst(version) { try db.execute(sql: migration.script) }
    try db.execute(sql: "PRAGMA application_id = " + String(applicationID))
    try db.execute(sql: "PRAGMA user_version = " + String(self.version))
  }

  // A CHECK that comes out as NULL holds, so each first asks IS NULL, which never does.
  //
  // Each append-only table has three triggers. The third is there because INSERT OR REPLACE rewrites a row without
  // an update, and RAISE(ABORT) holds whatever the statement's own conflict clause says.
  private static let first = """
    CREATE TABLE competition (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      id TEXT NOT NULL CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
      note TEXT NOT NULL,
      made_at INTEGER NOT NULL
    ) STRICT;
    CREATE TRIGGER competition_is_never_changed BEFORE UPDATE ON competition
    BEGIN SELECT RAISE(ABORT, 'the competition''s identity is never changed'); END;
    CREATE TRIGGER competition_is_never_deleted BEFORE DELETE ON competition
    BEGIN SELECT RAISE(ABORT, 'the competition''s identity is never deleted'); END;
    CREATE TRIGGER competition_is_never_replaced BEFORE INSERT ON competition
    WHEN EXISTS (SELECT 1 FROM competition)
    BEGIN SELECT RAISE(ABORT, 'the competition has its identity already'); END;

    CREATE TABLE rule_set (
      digest TEXT NOT NULL PRIMARY KEY CHECK (digest <> ''),
      id TEXT NOT NULL CHECK (id <> ''),
      edition INTEGER NOT NULL CHECK (edition >= 1),
      text TEXT NOT NULL,
      source TEXT NOT NULL,
      UNIQUE (id, edition),
      UNIQUE (id, edition, digest)
    ) STRICT;
    CREATE TRIGGER rule_set_is_never_changed BEFORE UPDATE ON rule_set
    BEGIN SELECT RAISE(ABORT, 'a stored rule set is never changed'); END;
    CREATE TRIGGER rule_set_is_never_deleted BEFORE DELETE ON rule_set
    BEGIN SELECT RAISE(ABORT, 'a stored rule set is never deleted'); END;
    CREATE TRIGGER rule_set_is_never_replaced BEFORE INSERT ON rule_set
    WHEN EXISTS (SELECT 1 FROM rule_set WHERE digest = NEW.digest OR (id = NEW.id AND edition = NEW.edition))
    BEGIN SELECT RAISE(ABORT, 'a stored rule set is never replaced'); END;

    CREATE TABLE decision (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE CHECK (id <> ''),
      official TEXT NOT NULL,
      terminal TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number >= 1),
      recorded_at INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('named', 'held-challenge', 'planned-phase', 'entered-team',
        'entered-challenge', 'withdrew', 'disqualified', 'retracted')),
      name TEXT CHECK ((name IS NOT NULL) = (kind IN ('named', 'entered-team'))),
      days TEXT CHECK ((days IS NOT NULL) = (kind = 'named')),
      team TEXT CHECK ((team IS NOT NULL) = (kind IN ('entered-team', 'entered-challenge', 'withdrew', 'disqualified'))),
      affiliation TEXT CHECK ((affiliation IS NOT NULL) = (kind = 'entered-team')),
      challenge TEXT CHECK (CASE
        WHEN kind IN ('held-challenge', 'planned-phase', 'entered-challenge') THEN challenge IS NOT NULL
        WHEN kind IN ('withdrew', 'disqualified') THEN 1
        ELSE challenge IS NULL END),
      title TEXT CHECK ((title IS NOT NULL) = (kind = 'held-challenge')),
      rule_set_id TEXT CHECK ((rule_set_id IS NOT NULL) = (kind = 'held-challenge')),
      rule_set_edition INTEGER CHECK ((rule_set_edition IS NOT NULL) = (kind = 'held-challenge')),
      rule_set_digest TEXT CHECK ((rule_set_digest IS NOT NULL) = (kind = 'held-challenge')),
      phase TEXT CHECK ((phase IS NOT NULL) = (kind = 'planned-phase')
        AND (phase IS NULL OR phase IN ('practice', 'trials', 'final'))),
      runs INTEGER CHECK (runs IS NULL OR kind = 'planned-phase'),
      aggregation TEXT CHECK (aggregation IS NULL OR kind = 'planned-phase'),
      ranking TEXT CHECK (ranking IS NULL OR kind = 'planned-phase'),
      target TEXT CHECK ((target IS NOT NULL) = (kind = 'retracted')),
      reason TEXT CHECK ((reason IS NOT NULL) = (kind IN ('withdrew', 'disqualified', 'retracted'))),
      UNIQUE (terminal, number),
      FOREIGN KEY (rule_set_id, rule_set_edition, rule_set_digest) REFERENCES rule_set (id, edition, digest)
    ) STRICT;
    CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision
    BEGIN SELECT RAISE(ABORT, 'a decision is never changed; retract it'); END;
    CREATE TRIGGER decision_is_never_deleted BEFORE DELETE ON decision
    BEGIN SELECT RAISE(ABORT, 'a decision is never deleted; retract it'); END;
    CREATE TRIGGER decision_is_never_replaced BEFORE INSERT ON decision
    WHEN EXISTS (SELECT 1 FROM decision WHERE id = NEW.id OR (terminal = NEW.terminal AND number = NEW.number)
      OR sequence = NEW.sequence)
    BEGIN SELECT RAISE(ABORT, 'a decision is never replaced; retract it'); END;

    CREATE TABLE run (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE CHECK (id <> ''),
      challenge TEXT NOT NULL CHECK (challenge <> ''),
      team TEXT NOT NULL CHECK (team <> ''),
      phase TEXT NOT NULL CHECK (phase IN ('practice', 'trials', 'final')),
      number INTEGER NOT NULL CHECK (number >= 1),
      rule_set_id TEXT NOT NULL,
      rule_set_edition INTEGER NOT NULL,
      rule_set_digest TEXT NOT NULL,
      official TEXT NOT NULL,
      terminal TEXT NOT NULL,
      opened_at INTEGER NOT NULL,
      UNIQUE (challenge, team, phase, number),
      FOREIGN KEY (rule_set_id, rule_set_edition, rule_set_digest) REFERENCES rule_set (id, edition, digest)
    ) STRICT;
    CREATE TRIGGER run_is_never_changed BEFORE UPDATE ON run
    BEGIN SELECT RAISE(ABORT, 'a run is never changed; void it'); END;
    CREATE TRIGGER run_is_never_deleted BEFORE DELETE ON run
    BEGIN SELECT RAISE(ABORT, 'a run is never deleted; void it'); END;
    CREATE TRIGGER run_is_never_replaced BEFORE INSERT ON run
    WHEN EXISTS (SELECT 1 FROM run WHERE id = NEW.id OR sequence = NEW.sequence
      OR (challenge = NEW.challenge AND team = NEW.team AND phase = NEW.phase AND number = NEW.number))
    BEGIN SELECT RAISE(ABORT, 'a run is never replaced; void it'); END;

    CREATE TABLE entry (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE CHECK (id <> ''),
      run TEXT NOT NULL REFERENCES run (id),
      official TEXT NOT NULL,
      terminal TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number >= 1),
      clock INTEGER NOT NULL CHECK (clock BETWEEN 0 AND 360000000),
      recorded_at INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('started', 'paused', 'resumed', 'finished', 'observed', 'chose', 'measured',
        'rated', 'restarted', 'extended', 'retracted', 'claimed', 'accepted', 'signed', 'protested', 'ruled', 'voided',
        'noted')),
      finish TEXT CHECK ((finish IS NOT NULL) = (kind = 'finished') AND (finish IS NULL
        OR finish IN ('completed', 'time-limit', 'team-stopped', 'referee-stopped', 'no-show', 'invalid'))),
      item TEXT CHECK ((item IS NOT NULL) = (kind IN ('observed', 'chose', 'measured', 'rated'))),
      instance TEXT CHECK (instance IS NULL OR kind IN ('observed', 'chose', 'measured', 'rated')),
      count INTEGER CHECK ((count IS NOT NULL) = (kind = 'observed')),
      level TEXT CHECK ((level IS NOT NULL) = (kind = 'chose')),
      value_numerator INTEGER CHECK ((value_numerator IS NOT NULL) = (kind IN ('measured', 'rated', 'claimed'))),
      value_denominator INTEGER CHECK ((value_denominator IS NOT NULL) = (kind IN ('measured', 'rated', 'claimed'))
        AND (value_denominator IS NULL OR value_denominator >= 1)),
      unit TEXT CHECK ((unit IS NOT NULL) = (kind IN ('measured', 'rated'))),
      rater TEXT CHECK ((rater IS NOT NULL) = (kind = 'rated')),
      duration INTEGER CHECK ((duration IS NOT NULL) = (kind = 'extended')),
      target TEXT CHECK ((target IS NOT NULL) = (kind = 'retracted')),
      reason TEXT CHECK ((reason IS NOT NULL) = (kind IN ('extended', 'retracted', 'accepted', 'voided'))),
      text TEXT CHECK ((text IS NOT NULL) = (kind IN ('protested', 'ruled', 'noted'))),
      check_id TEXT CHECK ((check_id IS NOT NULL) = (kind = 'accepted')),
      role TEXT CHECK ((role IS NOT NULL) = (kind = 'signed') AND (role IS NULL OR role IN ('referee', 'team'))),
      code TEXT CHECK ((code IS NOT NULL) = (kind = 'signed')),
      UNIQUE (terminal, number)
    ) STRICT;
    CREATE INDEX entry_by_run ON entry (run);
    CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
    BEGIN SELECT RAISE(ABORT, 'an entry is never changed; retract it'); END;
    CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
    BEGIN SELECT RAISE(ABORT, 'an entry is never deleted; retract it'); END;
    CREATE TRIGGER entry_is_never_replaced BEFORE INSERT ON entry
    WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.id OR (terminal = NEW.terminal AND number = NEW.number)
      OR sequence = NEW.sequence)
    BEGIN SELECT RAISE(ABORT, 'an entry is never replaced; retract it'); END;

    -- Local, and no part of the log: what this file is called where it is being written.
    CREATE TABLE terminal (
      machine TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (name <> '')
    ) STRICT;

    -- Local, and no part of the log: this machine's own clock when an entry moved a run's clock.
    CREATE TABLE stopwatch (
      entry TEXT NOT NULL PRIMARY KEY REFERENCES entry (id),
      boot TEXT NOT NULL,
      milliseconds INTEGER NOT NULL
    ) STRICT;
    """

  // Entries are many and of few kinds, so they are columns that SQLite can check; decisions are few and of ever more
  // kinds, so their content is named fields. `link` is the terminal's hash chain: see Chain.swift.
  private static let second = """
    ALTER TABLE entry ADD COLUMN link TEXT
      CHECK (link IS NULL OR (length(link) = 64 AND link NOT GLOB '*[^0-9a-f]*'));

    ALTER TABLE decision RENAME TO decision_of_format_1;
    CREATE TABLE decision (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE CHECK (id <> ''),
      official TEXT NOT NULL,
      terminal TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number >= 1),
      recorded_at INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind <> ''),
      link TEXT CHECK (link IS NULL OR (length(link) = 64 AND link NOT GLOB '*[^0-9a-f]*')),
      UNIQUE (terminal, number)
    ) STRICT;
    CREATE TABLE decision_field (
      decision TEXT NOT NULL REFERENCES decision (id),
      position INTEGER NOT NULL CHECK (position >= 1),
      name TEXT NOT NULL CHECK (name <> ''),
      text TEXT,
      number INTEGER CHECK ((number IS NULL) <> (text IS NULL)),
      PRIMARY KEY (decision, position),
      UNIQUE (decision, name)
    ) STRICT;
    INSERT INTO decision (sequence, id, official, terminal, number, recorded_at, kind)
      SELECT sequence, id, official, terminal, number, recorded_at, CASE kind
        WHEN 'held-challenge' THEN 'heldChallenge' WHEN 'planned-phase' THEN 'plannedPhase'
        WHEN 'entered-team' THEN 'enteredTeam' WHEN 'entered-challenge' THEN 'enteredChallenge'
        ELSE kind END
      FROM decision_of_format_1 ORDER BY sequence;
    WITH field (decision, kind, place, name, text, number) AS (
      SELECT id, kind, 1, 'team', team, NULL FROM decision_of_format_1
      UNION ALL SELECT id, kind, 2, 'challenge', challenge, NULL FROM decision_of_format_1
      UNION ALL SELECT id, kind, 3, 'name', name, NULL FROM decision_of_format_1
      UNION ALL SELECT id, kind, 4, 'days', replace(days, ', ', ' '), NULL FROM decision_of_format_1
      UNION ALL SELECT id, kind, 5, 'affiliation', affiliation, NULL FROM decision_of_format_1
      UNION ALL SELECT id, kind, 6, 'title', title, NULL FROM decision_of_format_1
      UNION ALL SELECT id, kind, 7, 'rules', rule_set_id, NULL FROM decision_of_format_1
      UNION ALL SELECT id, kind, 8, 'edition', NULL, rule_set_edition FROM decision_of_format_1
      UNION ALL SELECT id, kind, 9, 'digest', rule_set_digest, NULL FROM decision_of_format_1
      UNION ALL SELECT id, kind, 10, 'phase', phase, NULL FROM decision_of_format_1
      UNION ALL SELECT id, kind, 11, 'runs', NULL, runs FROM decision_of_format_1
      UNION ALL SELECT id, kind, 12, 'aggregation', aggregation, NULL FROM decision_of_format_1
      UNION ALL SELECT id, kind, 13, 'ranking', ranking, NULL FROM decision_of_format_1
      UNION ALL SELECT id, kind, 14, 'target', target, NULL FROM decision_of_format_1
      UNION ALL SELECT id, kind, 15, 'reason', reason, NULL FROM decision_of_format_1
    )
    INSERT INTO decision_field (decision, position, name, text, number)
      SELECT decision, row_number() OVER (PARTITION BY decision ORDER BY place), name, text, number
      FROM field WHERE text IS NOT NULL OR number IS NOT NULL;
    DROP TABLE decision_of_format_1;

    CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision
    BEGIN SELECT RAISE(ABORT, 'a decision is never changed; retract it'); END;
    CREATE TRIGGER decision_is_never_deleted BEFORE DELETE ON decision
    BEGIN SELECT RAISE(ABORT, 'a decision is never deleted; retract it'); END;
    CREATE TRIGGER decision_is_never_replaced BEFORE INSERT ON decision
    WHEN EXISTS (SELECT 1 FROM decision WHERE id = NEW.id OR (terminal = NEW.terminal AND number = NEW.number)
      OR sequence = NEW.sequence)
    BEGIN SELECT RAISE(ABORT, 'a decision is never replaced; retract it'); END;
    CREATE TRIGGER decision_field_is_never_changed BEFORE UPDATE ON decision_field
    BEGIN SELECT RAISE(ABORT, 'a decision is never changed; retract it'); END;
    CREATE TRIGGER decision_field_is_never_deleted BEFORE DELETE ON decision_field
    BEGIN SELECT RAISE(ABORT, 'a decision is never changed; retract it'); END;
    CREATE TRIGGER decision_field_is_never_replaced BEFORE INSERT ON decision_field
    WHEN EXISTS (SELECT 1 FROM decision_field WHERE decision = NEW.decision
      AND (position = NEW.position OR name = NEW.name))
    BEGIN SELECT RAISE(ABORT, 'a decision is never changed; retract it'); END;
    """

  // Machines that were apart may both have opened a run for one turn. Both are facts and both are kept; which of them
  // counts is derived. SQLite cannot drop a constraint, so the table is made anew; `inTransaction` has foreign keys off
  // meanwhile and checks them afterwards.
  private static let third = """
    CREATE TABLE run_of_format_3 (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE CHECK (id <> ''),
      challenge TEXT NOT NULL CHECK (challenge <> ''),
      team TEXT NOT NULL CHECK (team <> ''),
      phase TEXT NOT NULL CHECK (phase IN ('practice', 'trials', 'final')),
      number INTEGER NOT NULL CHECK (number >= 1),
      rule_set_id TEXT NOT NULL,
      rule_set_edition INTEGER NOT NULL,
      rule_set_digest TEXT NOT NULL,
      official TEXT NOT NULL,
      terminal TEXT NOT NULL,
      opened_at INTEGER NOT NULL,
      FOREIGN KEY (rule_set_id, rule_set_edition, rule_set_digest) REFERENCES rule_set (id, edition, digest)
    ) STRICT;
    INSERT INTO run_of_format_3 SELECT sequence, id, challenge, team, phase, number, rule_set_id, rule_set_edition,
      rule_set_digest, official, terminal, opened_at FROM run ORDER BY sequence;
    DROP TABLE run;
    ALTER TABLE run_of_format_3 RENAME TO run;
    CREATE INDEX run_by_turn ON run (challenge, team, phase, number);
    CREATE TRIGGER run_is_never_changed BEFORE UPDATE ON run
    BEGIN SELECT RAISE(ABORT, 'a run is never changed; void it'); END;
    CREATE TRIGGER run_is_never_deleted BEFORE DELETE ON run
    BEGIN SELECT RAISE(ABORT, 'a run is never deleted; void it'); END;
    CREATE TRIGGER run_is_never_replaced BEFORE INSERT ON run
    WHEN EXISTS (SELECT 1 FROM run WHERE id = NEW.id OR sequence = NEW.sequence)
    BEGIN SELECT RAISE(ABORT, 'a run is never replaced; void it'); END;
    """
}
