-- SPDX-License-Identifier: Apache-2.0
-- title:       Commits of jbd2 journals (ext4, ocfs2) and their phases
-- each:        phase = start_commit, commit_locking, commit_flushing, commit_logging, end_commit
-- needs:       jbd2.jbd2_{phase}(dev, sync_commit?, transaction)?
-- needs:       jbd2.jbd2_run_stats(dev, tid, wait?, request_delay?, running?, locked?, flushing?, logging?, handle_count?, blocks?, blocks_logged?)?
-- evidence:    exact if jbd2.jbd2_start_commit, jbd2.jbd2_commit_locking, jbd2.jbd2_commit_flushing,
--              jbd2.jbd2_commit_logging, jbd2.jbd2_end_commit; every phase has its event
-- evidence:    stock; some phases were not recorded
-- note:        Until locked_ts handles may still join. From locked_ts to flushing_ts the commit waits for handles that are open, and no new
--              handle can begin: this is what writers wait for. Statistics come from the kernel in its jiffies.
-- source:      fs/jbd2/commit.c jbd2_journal_commit_transaction, include/trace/events/jbd2.h, 5.10 to 7.2: stock tracepoints, exact.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      start_ts BIGINT  begin of the commit; NULL when that was before the capture, or lost
-- column:      end_ts BIGINT  end of the commit; NULL when that is after the capture's end, or lost
-- column:      cpu SMALLINT  cpu of the begin
-- column:      tid INTEGER  thread that commits
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of its first record in its cpu buffer
-- column:      dev UINTEGER  device the journal is on (kernel dev_t)
-- column:      transaction UINTEGER  number of the transaction
-- column:      sync_commit BOOLEAN  somebody waits for it
-- column:      locked_ts BIGINT  from here no handle may begin; NULL when not seen
-- column:      flushing_ts BIGINT  from here data is written, and a new transaction takes handles; NULL when not seen
-- column:      logging_ts BIGINT  from here the log is written; NULL when not seen
-- column:      locked_ns BIGINT  flushing_ts - locked_ts: how long handles could not begin [ns]
-- column:      handles BIGINT  handles that were part of it; NULL when not recorded, as for the following
-- column:      blocks BIGINT  blocks of it
-- column:      blocks_logged BIGINT  blocks written to the log
-- column:      wait_jiffies BIGINT  longest wait of a handle for it [jiffies]
-- column:      request_delay_jiffies BIGINT  from the request of a commit to its begin [jiffies]
-- column:      running_jiffies BIGINT  time it took handles [jiffies]
-- column:      locked_jiffies BIGINT  time it waited for open handles [jiffies]
-- column:      flushing_jiffies BIGINT  time it wrote data [jiffies]
-- column:      logging_jiffies BIGINT  time it wrote the log [jiffies]
WITH event AS (
  {{each phase: SELECT '{phase}' AS phase, capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, CAST(dev AS UINTEGER) AS dev, CAST(transaction AS UINTEGER) AS transaction, CAST(sync_commit AS INTEGER) <> 0 AS sync_commit FROM src."jbd2.jbd2_{phase}"}}
),
life AS (
  SELECT
    *,
    SUM(CASE WHEN phase = 'start_commit' THEN 1 ELSE 0 END) OVER (PARTITION BY capture_id, buffer_id, dev, transaction ORDER BY ts, rec) AS number
  FROM event
),
commit AS (
  SELECT
    capture_id, buffer_id, dev, transaction, number,
    ARG_MIN(cpu, ts) AS cpu,
    ARG_MIN(tid, ts) AS tid,
    ARG_MIN(rec, ts) AS rec,
    BOOL_OR(sync_commit) AS sync_commit,
    MIN(ts) FILTER (phase = 'start_commit') AS start_ts,
    MIN(ts) FILTER (phase = 'commit_locking') AS locked_ts,
    MIN(ts) FILTER (phase = 'commit_flushing') AS flushing_ts,
    MIN(ts) FILTER (phase = 'commit_logging') AS logging_ts,
    MIN(ts) FILTER (phase = 'end_commit') AS end_ts,
    MAX(ts) AS last_ts
  FROM life
  GROUP BY capture_id, buffer_id, dev, transaction, number
)
SELECT
  c.capture_id,
  c.start_ts,
  c.end_ts,
  c.cpu,
  c.tid,
  c.buffer_id,
  c.rec,
  c.dev,
  c.transaction,
  c.sync_commit,
  c.locked_ts,
  c.flushing_ts,
  c.logging_ts,
  c.flushing_ts - c.locked_ts AS locked_ns,
  CAST(s.handle_count AS BIGINT) AS handles,
  CAST(s.blocks AS BIGINT) AS blocks,
  CAST(s.blocks_logged AS BIGINT) AS blocks_logged,
  CAST(s.wait AS BIGINT) AS wait_jiffies,
  CAST(s.request_delay AS BIGINT) AS request_delay_jiffies,
  CAST(s.running AS BIGINT) AS running_jiffies,
  CAST(s.locked AS BIGINT) AS locked_jiffies,
  CAST(s.flushing AS BIGINT) AS flushing_jiffies,
  CAST(s.logging AS BIGINT) AS logging_jiffies
FROM commit AS c
ASOF LEFT JOIN src."jbd2.jbd2_run_stats" AS s
  ON s.capture_id = c.capture_id
  AND s.buffer_id = c.buffer_id
  AND s.dev = c.dev
  AND s.tid = c.transaction
  AND s.ts >= c.start_ts
