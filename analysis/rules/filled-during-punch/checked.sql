-- SPDX-License-Identifier: Apache-2.0
-- title: Truncates and punches that removed several pages
-- needs: folio_removed, folio_added, syscall
WITH cut AS (
  SELECT
    r.capture_id,
    r.buffer_id,
    r.dev,
    r.ino,
    r.tid,
    s.name AS call,
    s.start_ts AS call_ts,
    MIN(r.ts) AS from_ts,
    MAX(r.ts) AS to_ts,
    MIN(r.index) AS low,
    MAX(r.index + r.pages) AS high
  FROM folio_removed AS r
  ASOF JOIN syscall AS s
    ON s.capture_id = r.capture_id
    AND s.tid = r.tid
    AND s.start_ts <= r.ts
  JOIN capture AS c
    ON c.capture_id = r.capture_id
  WHERE s.name IN ('fallocate', 'ftruncate', 'truncate')
    AND COALESCE(s.end_ts, r.ts) >= r.ts
    AND NOT r.in_interrupt
    AND r.dev >> 20 <> 0
    AND TRY_CAST(regexp_extract(c.kernel_release, '^([0-9]+)', 1) AS INTEGER) * 1000 + TRY_CAST(regexp_extract(c.kernel_release, '^[0-9]+[.]([0-9]+)', 1) AS INTEGER) >= 5015
  GROUP BY ALL
  HAVING COUNT(*) > 1
)
SELECT
  capture_id,
  COUNT(*) AS checked,
  0 AS undecided
FROM cut
GROUP BY capture_id
