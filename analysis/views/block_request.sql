-- SPDX-License-Identifier: Apache-2.0
-- title:       Requests to block devices: queued, issued, completed
-- materialise: yes
-- needs:       block.block_rq_issue(dev, sector, nr_sector, bytes?, rwbs?, comm?)?
-- needs:       block.block_rq_complete(dev, sector, nr_sector, error?, rwbs?)?
-- needs:       block.block_rq_insert(dev, sector, nr_sector, rwbs?)?
-- needs:       loss_gap
-- evidence:    exact if block.block_rq_issue, block.block_rq_complete; issue and completion are events
-- evidence:    stock; only one end of requests was recorded
-- note:        Events name a request by device and first sector. A completion belongs to the last issue there that has none; one that
--              transfers less leaves the request open (the rest completes at a later sector, and is not joined). Flushes have no sector:
--              the k-th completion since the last issue belongs to the oldest one open. The empty completion that ends a write with
--              flushes around it is left out. A request that was merged or dropped before its issue is not here.
-- source:      block/blk-mq.c, include/trace/events/block.h, 5.10 to 7.2. Exact for pairs. The issuing thread is who handed it to the
--              driver, not who wrote the data.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      start_ts BIGINT  when it was handed to the driver; NULL when that was before the capture, or lost
-- column:      end_ts BIGINT  when it was complete; NULL when that is after the capture's end, or lost
-- column:      cpu SMALLINT  cpu of the begin
-- column:      tid INTEGER  thread that handed it to the driver; NULL with start_ts
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of its first record in its cpu buffer
-- column:      insert_ts BIGINT  when it was put in the device's queue; NULL when it went past the queue, or that is not recorded
-- column:      dev UINTEGER  block device (kernel dev_t)
-- column:      sector UBIGINT  first sector; NULL for a flush [512 bytes]
-- column:      sectors BIGINT  sectors of the request, 0 for a flush [512 bytes]
-- column:      completed_sectors BIGINT  sectors that end_ts completed; NULL with end_ts
-- column:      op VARCHAR  read, write, discard, secure_erase, flush or none
-- column:      rwbs VARCHAR  the kernel's letters: W R D E F, then F fua, A readahead, S sync, M metadata
-- column:      sync BOOLEAN  letter S
-- column:      meta BOOLEAN  letter M
-- column:      fua BOOLEAN  letter F behind the operation
-- column:      comm VARCHAR  name of thread tid; NULL when not recorded
-- column:      errno INTEGER  error of the completion, positive; 0 for none; NULL with end_ts
-- column:      open VARCHAR  NULL for a whole request; 'no issue', 'no completion', or 'lost events': a loss of the buffer overlaps it
WITH issue AS (
  SELECT
    'issue' AS step, capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, CAST(dev AS UINTEGER) AS dev, CAST(sector AS UBIGINT) AS sector,
    CAST(nr_sector AS BIGINT) AS sectors, CAST(rwbs AS VARCHAR) AS rwbs, CAST(comm AS VARCHAR) AS comm, CAST(NULL AS INTEGER) AS errno
  FROM src."block.block_rq_issue"
),
done AS (
  SELECT
    'complete' AS step, c.capture_id, c.ts, c.cpu, c.common_pid AS tid, c.buffer_id, c.rec, CAST(c.dev AS UINTEGER) AS dev,
    CAST(c.sector AS UBIGINT) AS sector, CAST(c.nr_sector AS BIGINT) AS sectors, CAST(c.rwbs AS VARCHAR) AS rwbs, NULL AS comm,
    ABS(CAST(c.error AS INTEGER)) AS errno
  FROM src."block.block_rq_complete" AS c
  WHERE c.nr_sector > 0
     OR STARTS_WITH(CAST(c.rwbs AS VARCHAR), 'F')
),
event AS (
  SELECT *, sectors = 0 AND STARTS_WITH(rwbs, 'F') AS flush FROM issue
  UNION ALL
  SELECT *, sectors = 0 AND STARTS_WITH(rwbs, 'F') AS flush FROM done
),
sided AS (
  SELECT
    *,
    LAG(step) OVER place AS last_step,
    LEAD(step) OVER place AS next_step,
    LEAD(ts) OVER place AS next_ts,
    LEAD(sectors) OVER place AS next_sectors,
    LEAD(errno) OVER place AS next_errno
  FROM event
  WINDOW place AS (PARTITION BY capture_id, buffer_id, dev, flush, CASE WHEN NOT flush THEN sector END ORDER BY ts, cpu, rec)
),
request AS (
  SELECT
    capture_id, buffer_id, cpu, rec, dev, sector, rwbs, comm, flush,
    CASE WHEN step = 'issue' THEN ts END AS start_ts,
    CASE WHEN step = 'issue' THEN tid END AS tid,
    sectors,
    CASE WHEN step = 'complete' THEN ts WHEN next_step = 'complete' THEN next_ts END AS end_ts,
    CASE WHEN step = 'complete' THEN sectors WHEN next_step = 'complete' THEN next_sectors END AS completed_sectors,
    CASE WHEN step = 'complete' THEN errno WHEN next_step = 'complete' THEN next_errno END AS errno
  FROM sided
  WHERE step = 'issue'
     OR last_step IS DISTINCT FROM 'issue'
),
inserted AS (
  SELECT capture_id, buffer_id, ts, CAST(dev AS UINTEGER) AS dev, CAST(sector AS UBIGINT) AS sector
  FROM src."block.block_rq_insert"
),
queued AS (
  SELECT
    r.*,
    i.ts AS insert_ts,
    LAG(r.start_ts) OVER (PARTITION BY r.capture_id, r.buffer_id, r.dev, r.sector ORDER BY r.start_ts) AS last_start
  FROM request AS r
  ASOF LEFT JOIN inserted AS i
    ON i.capture_id = r.capture_id
    AND i.buffer_id = r.buffer_id
    AND i.dev = r.dev
    AND i.sector = r.sector
    AND i.ts <= r.start_ts
)
SELECT
  q.capture_id,
  q.start_ts,
  q.end_ts,
  q.cpu,
  q.tid,
  q.buffer_id,
  q.rec,
  CASE WHEN COALESCE(q.insert_ts > q.last_start, q.insert_ts IS NOT NULL) THEN q.insert_ts END AS insert_ts,
  q.dev,
  CASE WHEN NOT q.flush THEN q.sector END AS sector,
  q.sectors,
  q.completed_sectors,
  CASE
    WHEN q.flush THEN 'flush'
    ELSE CASE LEFT(LTRIM(q.rwbs, 'F'), 1)
      WHEN 'R' THEN 'read'
      WHEN 'W' THEN 'write'
      WHEN 'D' THEN CASE WHEN q.rwbs LIKE 'DE%' THEN 'secure_erase' ELSE 'discard' END
      ELSE 'none'
    END
  END AS op,
  q.rwbs,
  CONTAINS(q.rwbs, 'S') AS sync,
  CONTAINS(q.rwbs, 'M') AS meta,
  CONTAINS(LTRIM(q.rwbs, 'F'), 'F') AS fua,
  q.comm,
  q.errno,
  CASE
    WHEN q.start_ts IS NULL THEN 'no issue'
    WHEN q.end_ts IS NULL THEN 'no completion'
    WHEN g.to_ts >= q.start_ts THEN 'lost events'
  END AS open
FROM queued AS q
ASOF LEFT JOIN loss_gap AS g
  ON g.capture_id = q.capture_id
  AND g.buffer_id = q.buffer_id
  AND g.from_ts <= q.end_ts
