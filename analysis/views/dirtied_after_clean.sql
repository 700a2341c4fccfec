-- SPDX-License-Identifier: Apache-2.0
-- title:       Folios of mapped files that became dirty again after they were cleaned, in which call, and whether a page_mkwrite announced it
-- needs:       page_event, mkwrite, syscall, task?, loss_gap
-- evidence:    exact if page_event, mkwrite, syscall; acts of the pages, stores that the kernel was told of, and the
--              calls that unmap
-- evidence:    stock; some of them were not recorded
-- note:        Of files with a page_mkwrite in the capture only. Folios whose cleaning was not seen are left out.
-- source:      mm/memory.c zap_pte_range (a dirty pte of a file makes its folio dirty), mm/gup.c unpin_user_pages_dirty_lock,
--              mm/page-writeback.c folio_clear_dirty_for_io,
--              5.10 to 6.12. Exact.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      ino UBIGINT  inode number
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
-- column:      ts BIGINT  when it became dirty
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread that ran
-- column:      call VARCHAR  system call the thread was in (exit for its end), interrupt, worker (a kworker thread), or NULL: none of them, or
--              not recorded. In munmap, madvise, mremap and exit it is a dirty pte that was removed
-- column:      cleaned_ts BIGINT  when it was cleaned last before
-- column:      stale BOOLEAN  no page_mkwrite of the folio ended between cleaned_ts and ts: a pte stayed writable. Where the folio's
--              size is not known none of the 512 pages from index had one
-- column:      lost BOOLEAN  a loss of events lies between cleaned_ts and ts
WITH act AS (
  SELECT
    *,
    MAX(ts) FILTER (kind = 'cleaned' AND changed) OVER (
      PARTITION BY capture_id, dev, ino, index
      ORDER BY seq
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS cleaned_ts,
    LAG(kind) OVER (PARTITION BY capture_id, dev, ino, index ORDER BY seq) AS last_kind
  FROM page_event
  WHERE dev IS NOT NULL
    AND kind NOT IN ('waited', 'mkcleaned')
),
dirtied AS (
  SELECT *
  FROM act
  WHERE kind = 'dirtied'
    AND last_kind IN ('cleaned', 'writeback_started', 'writeback_ended')
    AND cleaned_ts IS NOT NULL
    AND (capture_id, dev, ino) IN (SELECT (capture_id, dev, ino) FROM mkwrite WHERE succeeded)
),
thread AS (
  SELECT DISTINCT
    capture_id,
    tid
  FROM task
  WHERE comm LIKE 'kworker/%'
),
placed AS (
  SELECT
    d.*,
    CASE
      WHEN d.in_interrupt THEN 'interrupt'
      WHEN s.name IN ('exit', 'exit_group') THEN 'exit'
      WHEN s.end_ts >= d.ts THEN s.name
      WHEN w.tid IS NOT NULL THEN 'worker'
    END AS call
  FROM dirtied AS d
  ASOF LEFT JOIN syscall AS s
    ON s.capture_id = d.capture_id
    AND s.tid = d.tid
    AND s.start_ts <= d.ts
  LEFT JOIN thread AS w
    ON w.capture_id = d.capture_id
    AND w.tid = d.tid
),
-- Until when a page was open for stores: the latest return of the calls that had begun. One that did not return ends no sooner.
opened AS (
  SELECT
    capture_id, dev, ino, index, start_ts,
    MAX(COALESCE(end_ts, 9223372036854775807)) OVER (
      PARTITION BY capture_id, dev, ino, index
      ORDER BY start_ts
      RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS until_ts
  FROM mkwrite
  WHERE index IS NOT NULL
),
-- A folio of several pages, or of unknown size, which has at most 512: its pages lie in some blocks of 512.
wide AS (
  SELECT
    capture_id, dev, ino, rec, cpu, buffer_id, ts, cleaned_ts, index,
    index + CASE WHEN pages_exact THEN pages ELSE 512 END AS stop
  FROM placed
  WHERE pages <> 1
    OR NOT pages_exact
),
page AS (
  SELECT DISTINCT capture_id, dev, ino, index, CAST(index >> 9 AS BIGINT) AS block
  FROM mkwrite
  WHERE index IS NOT NULL
),
candidate AS (
  SELECT capture_id, dev, ino, index, rec, cpu, buffer_id, ts, cleaned_ts
  FROM placed
  WHERE pages = 1
    AND pages_exact
  UNION ALL
  SELECT w.capture_id, w.dev, w.ino, p.index, w.rec, w.cpu, w.buffer_id, w.ts, w.cleaned_ts
  FROM (
    SELECT w.*, u.block
    FROM wide AS w
    CROSS JOIN UNNEST(RANGE(CAST(w.index >> 9 AS BIGINT), CAST((w.stop - 1) >> 9 AS BIGINT) + 1)) AS u (block)
  ) AS w
  JOIN page AS p
    ON p.capture_id = w.capture_id
    AND p.dev = w.dev
    AND p.ino = w.ino
    AND p.block = w.block
    AND p.index >= w.index
    AND p.index < w.stop
),
granted AS (
  SELECT DISTINCT c.capture_id, c.rec, c.cpu, c.buffer_id
  FROM candidate AS c
  ASOF JOIN opened AS o
    ON o.capture_id = c.capture_id
    AND o.dev = c.dev
    AND o.ino = c.ino
    AND o.index = c.index
    AND o.start_ts <= c.ts
  WHERE o.until_ts >= c.cleaned_ts
)
SELECT
  z.capture_id,
  z.dev,
  z.ino,
  z.index,
  z.ts,
  z.cpu,
  z.tid,
  z.call,
  z.cleaned_ts,
  r.rec IS NULL AS stale,
  COALESCE(g.to_ts >= z.cleaned_ts, FALSE) AS lost
FROM placed AS z
LEFT JOIN granted AS r
  ON r.capture_id = z.capture_id
  AND r.buffer_id = z.buffer_id
  AND r.cpu = z.cpu
  AND r.rec = z.rec
ASOF LEFT JOIN loss_gap AS g
  ON g.capture_id = z.capture_id
  AND g.buffer_id = z.buffer_id
  AND g.from_ts <= z.ts
