-- SPDX-License-Identifier: Apache-2.0
-- id:        mkwrite-thundering-herd
-- title:     Many threads waited in write faults for one journal commit
-- severity:  high
-- family:    latency
-- anomaly:   E01
-- needs:     mkwrite_phase, mkwrite, jbd2_commit
-- param:     min_threads = 8  threads that wait for one commit, at the least
-- param:     factor = 4  and this many times the median of all commits that anybody waited for
-- param:     min_wait_ms = 10  shortest wait that counts [ms]
-- reference: fs/ext4/inode.c ext4_page_mkwrite (ext4_journal_start), fs/jbd2/transaction.c start_this_handle, wait_transaction_locked (5.10 to 6.12)
WITH wait AS (
  SELECT m.capture_id, m.dev, m.tid, m.cpu, p.start_ts, p.end_ts
  FROM mkwrite_phase AS p
  JOIN mkwrite AS m
    ON m.capture_id = p.capture_id
    AND m.buffer_id = p.buffer_id
    AND m.tid = p.tid
    AND m.function = p.function
    AND m.start_ts = p.call_ts
  WHERE p.phase = 'asleep'
    AND p.detail = 'journal'
    AND p.end_ts - p.start_ts >= CAST($min_wait_ms AS BIGINT) * 1000000
),
locked AS (
  SELECT capture_id, dev, transaction, start_ts, COALESCE(locked_ts, start_ts) AS locked_ts, COALESCE(logging_ts, end_ts) AS free_ts
  FROM jbd2_commit
  WHERE start_ts IS NOT NULL
),
herd AS (
  SELECT
    w.capture_id,
    w.dev,
    c.transaction,
    c.locked_ts,
    c.free_ts,
    COUNT(DISTINCT w.tid) AS threads,
    MIN(w.start_ts) AS ts,
    ARG_MIN(w.cpu, w.start_ts) AS cpu,
    ARG_MIN(w.tid, w.start_ts) AS tid,
    MAX(w.end_ts - w.start_ts) AS longest_ns,
    MAX(w.end_ts) AS last_ts
  FROM wait AS w
  ASOF JOIN locked AS c
    ON c.capture_id = w.capture_id
    AND c.dev = w.dev
    AND c.start_ts <= w.end_ts
  WHERE w.start_ts < COALESCE(c.free_ts, w.end_ts)
    AND w.end_ts >= c.locked_ts
  GROUP BY w.capture_id, w.dev, c.transaction, c.locked_ts, c.free_ts
),
usual AS (
  SELECT capture_id, dev, QUANTILE_DISC(threads, 0.5) AS threads, COUNT(*) AS commits FROM herd GROUP BY capture_id, dev
)
SELECT
  h.ts,
  h.cpu,
  h.tid,
  format('commit {} on device {}:{}', h.transaction, h.dev >> 20, h.dev & 1048575) AS subject,
  format('{} threads waited in write faults for commit {} of the journal, the longest {} ms', h.threads, h.transaction, h.longest_ns // 1000000) AS message,
  h.capture_id,
  h.dev,
  h.transaction,
  h.threads,
  h.longest_ns,
  h.free_ts - h.locked_ts AS locked_ns,
  h.last_ts
FROM herd AS h
JOIN usual AS u
  ON u.capture_id = h.capture_id
  AND u.dev = h.dev
WHERE h.threads >= $min_threads
  AND (u.commits = 1 OR h.threads >= $factor * u.threads)
ORDER BY h.capture_id, h.ts, h.dev
