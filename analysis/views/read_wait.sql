-- SPDX-License-Identifier: Apache-2.0
-- title:       Sleeps of threads that ended when a device had read what they had asked it for
-- needs:       block.block_rq_issue(dev, sector, rwbs)?
-- needs:       block.block_rq_insert(dev, sector, rwbs)?
-- needs:       block.block_bio_queue(dev, sector, rwbs)?
-- needs:       block.block_rq_complete(dev, sector, rwbs)
-- needs:       sleep
-- evidence:    exact if block.block_rq_issue, block.block_rq_complete, sleep; the read's both ends, and the sleep between them
-- evidence:    stock; only some of the reads that threads asked for
-- source:      block/blk-core.c, block/blk-mq.c, include/trace/events/block.h, 5.10 to 7.2: the thread whose bio or request it is runs at
--              block_bio_queue and block_rq_insert, and mostly at block_rq_issue. Inferred: the thread slept from before the completion
--              until it, or past it, and it had asked for that read before it slept.
-- note:        reads of metadata are among them. A wait for a read that another thread has begun (its readahead) has no row.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      tid INTEGER  thread that waits
-- column:      start_ts BIGINT  it sleeps
-- column:      end_ts BIGINT  it is woken, or runs again where wakeups were not recorded
-- column:      asked_ts BIGINT  when it asked for what completed first
-- column:      completed_ts BIGINT  when that was complete
-- column:      dev UINTEGER  block device (kernel dev_t)
-- column:      sector UBIGINT  first sector of the read [512 bytes]
WITH asked AS (
  SELECT capture_id, ts, common_pid AS tid, dev, sector, rwbs FROM src."block.block_rq_issue"
  UNION ALL
  SELECT capture_id, ts, common_pid, dev, sector, rwbs FROM src."block.block_rq_insert"
  UNION ALL
  SELECT capture_id, ts, common_pid, dev, sector, rwbs FROM src."block.block_bio_queue"
),
request AS (
  SELECT a.capture_id, a.tid, a.dev, a.sector, MIN(a.ts) AS asked_ts, d.ts AS completed_ts
  FROM (SELECT * FROM asked WHERE STARTS_WITH(CAST(rwbs AS VARCHAR), 'R')) AS a
  ASOF JOIN (
    SELECT capture_id, ts, dev, sector
    FROM src."block.block_rq_complete"
    WHERE STARTS_WITH(CAST(rwbs AS VARCHAR), 'R')
  ) AS d
    ON d.capture_id = a.capture_id
    AND d.dev = a.dev
    AND d.sector = a.sector
    AND d.ts >= a.ts
  GROUP BY a.capture_id, a.tid, a.dev, a.sector, d.ts
)
SELECT
  s.capture_id,
  s.tid,
  s.start_ts,
  COALESCE(s.woken_ts, s.end_ts) AS end_ts,
  r.asked_ts,
  r.completed_ts,
  CAST(r.dev AS UINTEGER) AS dev,
  CAST(r.sector AS UBIGINT) AS sector
FROM (SELECT * FROM sleep WHERE state <> 'R') AS s
ASOF JOIN request AS r
  ON r.capture_id = s.capture_id
  AND r.tid = s.tid
  AND r.completed_ts >= s.start_ts
WHERE r.asked_ts <= s.start_ts
  AND r.completed_ts <= COALESCE(s.woken_ts, s.end_ts)
