-- SPDX-License-Identifier: Apache-2.0
-- title:       Calls judged by the documented rule of each lock: followed, violated, or why that cannot be told
-- materialise: yes
-- needs:       op_call
-- needs:       lock_hold
-- needs:       call_lock
-- needs:       lock_event
-- needs:       lock_release_alone
-- needs:       loss_gap
-- needs:       lock_rule
-- evidence:    exact if op_call, lock_hold; lockdep's events and the functions' entries
-- evidence:    stock; operations or holds are known in part
-- source:      analysis/locking; a lock is found by its instance where the capture gives the object's address and the distance from
--              the object to its lock is known, else by its class. The distance is learned: the one that at least three objects
--              of the capture have in common.
-- note:        By class, another object's lock of the same class counts as held: such a call may be followed wrongly, never violated
--              wrongly. A caller of an operation is judged only where it enters with the lock (locking/callers.tsv).
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer of the call
-- column:      rule VARCHAR  struct.operation:lock
-- column:      document VARCHAR  version of the document
-- column:      line INTEGER  line in it
-- column:      operation VARCHAR  struct.member
-- column:      lock VARCHAR  key of the lock
-- column:      requirement VARCHAR  must-hold, must-hold-and-release or must-not-hold
-- column:      function VARCHAR  function called
-- column:      tid INTEGER  thread
-- column:      cpu SMALLINT  cpu
-- column:      rec BIGINT  place of the entry's record in its cpu buffer
-- column:      start_ts BIGINT  entry of the call
-- column:      object VARCHAR  which argument's lock it is; NULL when the rule is judged by class
-- column:      address UBIGINT  address of that object; NULL with object, or when not recorded
-- column:      by_instance BOOLEAN  judged by the very lock of the object
-- column:      verdict VARCHAR  followed; violated; wrong mode: held shared where it must be exclusive; excepted: not held, as is known
--              of kernels; undecidable
-- column:      why VARCHAR  of excepted the disagreement, of undecidable the reason; NULL otherwise
-- column:      degraded BOOLEAN  violated, but the thread later let go such a lock without having been seen to take it; or within 100 ms
--              it let go any lock it was not seen to take, or took one it was never seen to let go: events may be missing without a
--              mark
WITH rule AS (
  SELECT *
  FROM lock_rule
  WHERE checkable = 'lockdep'
    AND requirement IN ('must-hold', 'must-not-hold', 'must-hold-and-release')
    AND effect IS DISTINCT FROM 'ignore'
),
seen AS MATERIALIZED (
  SELECT DISTINCT capture_id, owner, lock_class
  FROM lock_event
),
class AS MATERIALIZED (
  SELECT DISTINCT capture_id, lock_class
  FROM seen
),
lock_of_class AS MATERIALIZED (
  SELECT DISTINCT r.capture_id, r.lock, c.lock_class
  FROM rule AS r
  JOIN class AS c
    ON c.capture_id = r.capture_id
    AND regexp_matches(c.lock_class, r.class_pattern)
),
recorded AS (
  SELECT DISTINCT r.capture_id, r.lock
  FROM rule AS r
  JOIN class AS c
    ON c.capture_id = r.capture_id
    AND (regexp_matches(c.lock_class, r.class_pattern) OR regexp_matches(c.lock_class, r.recorded_with))
),
directories AS (
  SELECT DISTINCT capture_id
  FROM class
  WHERE lock_class LIKE '%i_mutex_dir_key'
),
observed AS (
  SELECT DISTINCT capture_id, owner
  FROM seen
),
call AS (
  SELECT c.*, u.operation AS one, LENGTH(c.operation) - LENGTH(REPLACE(c.operation, '|', '')) + 1 AS operations
  FROM op_call AS c
  CROSS JOIN UNNEST(STRING_SPLIT(c.operation, '|')) AS u (operation)
  SEMI JOIN class AS k
    ON k.capture_id = c.capture_id
),
-- What is asked of one call: a rule, and the object whose lock is meant.
asked AS MATERIALIZED (
  SELECT
    ROW_NUMBER() OVER () AS id,
    c.capture_id, c.buffer_id, c.owner, c.tid, c.cpu, c.rec, c.start_ts, c.function, c.operations,
    r.rule, r.document, r.line, r.operation, r.lock, r.requirement, r.mode, r.disagreement, r.effect,
    o.object,
    o.about,
    CASE o.object
      WHEN 'dir' THEN c.dir
      WHEN 'new_dir' THEN c.new_dir
      WHEN 'inode' THEN c.inode
      WHEN 'victim' THEN c.victim
      WHEN 'new_victim' THEN c.new_victim
    END AS address,
    r.lock = 's_vfs_rename_mutex' AND (c.dir IS NULL OR c.new_dir IS NULL) AS unknown_case,
    COUNT(*) OVER (PARTITION BY c.capture_id, c.buffer_id, c.cpu, c.rec, c.start_ts, c.function, r.lock, o.object) AS asked_by
  FROM call AS c
  JOIN rule AS r
    ON r.capture_id = c.capture_id
    AND r.operation = c.one
  LEFT JOIN {{locking_callers}} AS k
    ON k.function = c.function
    AND k.operation = r.operation
    AND k.lock = r.lock
  LEFT JOIN {{locking_objects}} AS o
    ON o.rule = r.rule
  WHERE (c.role = 'method' OR k.function IS NOT NULL)
    AND NOT (r.lock = 's_vfs_rename_mutex' AND c.dir IS NOT DISTINCT FROM c.new_dir AND c.dir IS NOT NULL)
    AND NOT (o.object IS NOT DISTINCT FROM 'new_victim' AND c.new_victim IS NOT DISTINCT FROM 0)
    AND NOT (o.about IS NOT DISTINCT FROM 'moved directory' AND c.dir IS NOT DISTINCT FROM c.new_dir)
),
-- Holds without both ends, which are few: what they may have covered is unclear. A release of what was proven not to be held covers
-- nothing, unless its acquisition is missing without a mark: what it seems to break is degraded.
broken AS (
  SELECT
    h.capture_id, h.owner, h.lock_class, h.lock, h.shared, h.acquired_ts, h.held_until_ts, h.released_ts, r.capture_id IS NULL AS unclear
  FROM lock_hold AS h
  LEFT JOIN lock_release_alone AS r
    ON r.capture_id = h.capture_id
    AND r.buffer_id = h.buffer_id
    AND r.cpu = h.cpu
    AND r.rec = h.rec
    AND r.lock = h.lock
    AND r.ts = h.released_ts
    AND r.verdict = 'unbalanced'
  WHERE h.outcome = 'held'
    AND (h.unpaired = 'lost events' OR h.acquired_ts IS NULL)
),
held AS MATERIALIZED (
  SELECT a.id, a.capture_id, a.address, h.lock, h.shared, TRUE AS holds, FALSE AS unclear, FALSE AS loose
  FROM asked AS a
  JOIN call_lock AS h
    ON h.capture_id = a.capture_id
    AND h.buffer_id = a.buffer_id
    AND h.cpu = a.cpu
    AND h.rec = a.rec
    AND h.start_ts = a.start_ts
    AND h.function = a.function
  SEMI JOIN lock_of_class AS k
    ON k.capture_id = a.capture_id
    AND k.lock = a.lock
    AND k.lock_class = h.lock_class
  UNION ALL
  SELECT
    a.id, a.capture_id, a.address, h.lock, h.shared,
    COALESCE(h.acquired_ts <= a.start_ts AND h.held_until_ts >= a.start_ts, FALSE), h.unclear, NOT h.unclear
  FROM asked AS a
  JOIN lock_of_class AS k
    ON k.capture_id = a.capture_id
    AND k.lock = a.lock
  JOIN broken AS h
    ON h.capture_id = a.capture_id
    AND h.owner = a.owner
    AND h.lock_class = k.lock_class
    AND (h.acquired_ts <= a.start_ts OR (h.acquired_ts IS NULL AND h.released_ts >= a.start_ts))
),
distance AS MATERIALIZED (
  SELECT capture_id, lock - address AS distance
  FROM held
  WHERE holds
    AND address > 0
    AND lock > address
    AND lock - address < 8192
  GROUP BY capture_id, lock - address
  HAVING COUNT(DISTINCT address) >= 3
  QUALIFY ROW_NUMBER() OVER (PARTITION BY capture_id ORDER BY COUNT(DISTINCT address) DESC, lock - address) = 1
),
-- By the very lock where object and distance are known, else any of the class.
meant AS (
  SELECT
    h.id,
    BOOL_OR(h.holds) AS holds,
    BOOL_OR(h.holds AND NOT h.shared) AS exclusively,
    BOOL_OR(h.unclear) AS unclear,
    BOOL_OR(h.loose) AS loose
  FROM held AS h
  LEFT JOIN distance AS d
    ON d.capture_id = h.capture_id
  WHERE d.distance IS NULL
    OR COALESCE(h.address, 0) = 0
    OR h.lock = h.address + d.distance
  GROUP BY h.id
),
-- Locks at the known distance from an inode: their class tells whether it is a directory.
inode AS (
  SELECT h.capture_id, h.lock - d.distance AS address, h.acquired_ts AS ts, h.lock_class LIKE '%i_mutex_dir_key' AS directory
  FROM lock_hold AS h
  JOIN distance AS d
    ON d.capture_id = h.capture_id
  SEMI JOIN lock_of_class AS k
    ON k.capture_id = h.capture_id
    AND k.lock = 'i_rwsem_victim'
    AND k.lock_class = h.lock_class
  WHERE h.lock > d.distance
    AND h.acquired_ts IS NOT NULL
),
-- An inode that goes is locked, so one that had the same class before and after was the same kind at the call.
judged AS MATERIALIZED (
  SELECT
    a.*,
    CASE WHEN m.holds OR b.directory = n.directory THEN b.directory END AS directory,
    d.distance IS NOT NULL AND a.address > 0 AS by_instance,
    COALESCE(m.holds, FALSE) AS holds,
    COALESCE(m.exclusively, FALSE) AS exclusively,
    COALESCE(m.unclear, FALSE) AS unclear,
    COALESCE(m.loose, FALSE) AS loose
  FROM asked AS a
  LEFT JOIN distance AS d
    ON d.capture_id = a.capture_id
  LEFT JOIN meant AS m
    ON m.id = a.id
  ASOF LEFT JOIN inode AS b
    ON b.capture_id = a.capture_id
    AND b.address = a.address
    AND b.ts <= a.start_ts
  ASOF LEFT JOIN inode AS n
    ON n.capture_id = a.capture_id
    AND n.address = a.address
    AND n.ts > a.start_ts
),
concerned AS (
  SELECT *
  FROM judged
  WHERE about IS NULL
    OR directory IS NULL
    OR directory = (about = 'moved directory')
),
verdict AS (
  SELECT
    j.*,
    CASE
      WHEN j.requirement = 'must-not-hold' THEN 
        CASE WHEN j.holds THEN 'violated' WHEN r.lock IS NULL THEN 'undecidable' ELSE 'followed' END
      WHEN (j.lock = 'i_rwsem_victim' AND j.address IS NULL) OR (j.about IS NOT NULL AND j.directory IS NULL) THEN 'undecidable'
      WHEN j.holds AND (j.mode <> 'exclusive' OR j.exclusively) THEN 'followed'
      WHEN j.effect = 'except' THEN 'excepted'
      WHEN j.tid IS NULL OR r.lock IS NULL OR o.owner IS NULL OR j.unclear OR j.unknown_case OR j.operations > j.asked_by
        OR (j.object IS NOT NULL AND j.address IS NULL)
        OR (j.lock = 'i_rwsem' AND f.capture_id IS NULL AND j.operation <> 'inode_operations.setattr')
        OR g.to_ts >= j.start_ts - 100000000 THEN 'undecidable'
      WHEN j.holds THEN 'wrong mode'
      ELSE 'violated'
    END AS verdict,
    CASE
      WHEN j.tid IS NULL THEN 'an interrupt'
      WHEN r.lock IS NULL THEN 'no such lock was recorded'
      WHEN o.owner IS NULL THEN 'no lock event of this thread'
      WHEN j.unclear THEN 'taken before the capture, or in a loss'
      WHEN j.unknown_case OR (j.object IS NOT NULL AND j.address IS NULL) THEN 'the probe does not tell the object'
      WHEN j.about IS NOT NULL AND j.directory IS NULL THEN 'nothing tells whether it is a directory'
      WHEN j.operations > j.asked_by THEN 'the function implements several operations'
      WHEN g.to_ts >= j.start_ts - 100000000 THEN 'events were lost near the call'
      ELSE 'no lock of directories was recorded'
    END AS reason
  FROM concerned AS j
  LEFT JOIN recorded AS r
    ON r.capture_id = j.capture_id
    AND r.lock = j.lock
  LEFT JOIN observed AS o
    ON o.capture_id = j.capture_id
    AND o.owner = j.owner
  LEFT JOIN directories AS f
    ON f.capture_id = j.capture_id
  ASOF LEFT JOIN (SELECT capture_id AS lost_in, from_ts - 100000000 AS near_ts, to_ts FROM loss_gap) AS g
    ON g.lost_in = j.capture_id
    AND g.near_ts <= j.start_ts
)
SELECT
  v.capture_id,
  buffer_id,
  rule,
  document,
  line,
  operation,
  lock,
  requirement,
  function,
  tid,
  cpu,
  rec,
  start_ts,
  object,
  address,
  by_instance,
  verdict,
  CASE verdict WHEN 'undecidable' THEN reason WHEN 'excepted' THEN disagreement END AS why,
  verdict = 'violated' AND (v.loose OR COALESCE(s.ts >= start_ts - 100000000, FALSE)) AS degraded
FROM verdict AS v
ASOF LEFT JOIN (
  SELECT capture_id, owner AS who, ts, ts - 100000000 AS near_ts
  FROM (
    SELECT capture_id, owner, ts
    FROM lock_release_alone
    WHERE verdict <> 'explained'
    UNION ALL
    SELECT capture_id, owner, acquired_ts
    FROM lock_hold
    WHERE unpaired = 'no release'
      AND acquired_ts IS NOT NULL
  )
) AS s
  ON s.capture_id = v.capture_id
  AND s.who = v.owner
  AND s.near_ts <= v.start_ts
