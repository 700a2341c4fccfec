-- SPDX-License-Identifier: Apache-2.0
-- id:        mkwrite-churn
-- title:     A page was made writable again and again because writeback kept cleaning it
-- severity:  low
-- family:    latency
-- anomaly:   E03
-- evidence:  exact
-- needs:     mkwrite, page_event
-- param:     min_cycles = 4  write faults of one page, each after it was cleaned
-- param:     window_s = 60  time they fall into [s]
-- reference: mm/page-writeback.c folio_clear_dirty_for_io (folio_mkclean), mm/memory.c do_page_mkwrite (5.10 to 6.12)
WITH level AS (
  SELECT capture_id, ARG_MIN(level, LIST_POSITION(['fs', 'vm', 'inner'], level)) AS level
  FROM mkwrite
  GROUP BY capture_id
),
granted AS (
  SELECT m.capture_id, m.dev, m.ino, m.index, m.start_ts, m.end_ts, m.cpu, m.tid
  FROM mkwrite AS m
  SEMI JOIN level AS l
    ON l.capture_id = m.capture_id
    AND l.level = m.level
  WHERE m.succeeded
    AND m.dev IS NOT NULL
    AND m.index IS NOT NULL
),
cycle AS (
  SELECT
    g.*,
    c.ts AS cleaned_ts,
    LAG(g.start_ts) OVER (PARTITION BY g.capture_id, g.dev, g.ino, g.index ORDER BY g.start_ts) AS before_ts
  FROM granted AS g
  ASOF JOIN (SELECT capture_id, dev, ino, index, ts FROM page_event WHERE kind IN ('cleaned', 'mkcleaned', 'writeback_started')) AS c
    ON c.capture_id = g.capture_id
    AND c.dev = g.dev
    AND c.ino = g.ino
    AND c.index = g.index
    AND c.ts <= g.start_ts
),
spanned AS (
  SELECT
    *,
    start_ts - LAG(start_ts, $min_cycles - 1) OVER (PARTITION BY capture_id, dev, ino, index ORDER BY start_ts) AS span_ns
  FROM cycle
  WHERE before_ts IS NULL
    OR cleaned_ts > before_ts
),
page AS (
  SELECT
    capture_id,
    dev,
    ino,
    index,
    COUNT(*) AS cycles,
    SUM(end_ts - start_ts) AS cost_ns,
    MIN(start_ts) AS ts,
    ARG_MIN(cpu, start_ts) AS cpu,
    ARG_MIN(tid, start_ts) AS tid,
    MAX(end_ts) AS last_ts
  FROM spanned
  GROUP BY capture_id, dev, ino, index
  HAVING MIN(span_ns) <= CAST($window_s AS BIGINT) * 1000000000
)
SELECT
  MIN(ts) AS ts,
  ARG_MIN(cpu, ts) AS cpu,
  ARG_MIN(tid, ts) AS tid,
  format('inode {} on device {}:{}', ino, dev >> 20, dev & 1048575) AS subject,
  format(
    '{} pages were made writable again each time writeback had cleaned them, page {} {} times; their write faults took {} us in all', COUNT(*), ARG_MAX(index, cycles), MAX(cycles),
    CAST(SUM(cost_ns) AS BIGINT) // 1000
  ) AS message,
  capture_id,
  dev,
  ino,
  COUNT(*) AS pages,
  CAST(SUM(cycles) AS BIGINT) AS faults,
  MAX(cycles) AS cycles,
  ARG_MAX(index, cycles) AS first_index,
  CAST(SUM(cost_ns) AS BIGINT) AS cost_ns,
  MAX(last_ts) AS last_ts
FROM page
GROUP BY capture_id, dev, ino
ORDER BY capture_id, ts, dev, ino
