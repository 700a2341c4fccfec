-- SPDX-License-Identifier: Apache-2.0
-- id:        reclaim-writeback
-- title:     Memory reclaim wrote pages of files itself
-- severity:  medium
-- family:    writeback
-- anomaly:   C08
-- evidence:  exact
-- needs:     reclaim, dirty_state, single_inode_writeback?
-- param:     share_percent = 1  share of all pages written [%]
-- param:     min_pages = 32  pages, at the least [pages]
-- reference: mm/vmscan.c pageout, shrink_page_list and shrink_folio_list (file pages only by kswapd, PGDAT_DIRTY), 5.10 to 6.12
WITH counted AS (
  SELECT capture_id, MAX(nr_written) - MIN(nr_written) AS pages FROM dirty_state GROUP BY capture_id
),
rounds AS (
  SELECT capture_id, SUM(wrote) AS pages FROM single_inode_writeback GROUP BY capture_id
),
own AS (
  SELECT
    capture_id,
    COUNT(*) AS pages,
    COUNT(DISTINCT tid) AS threads,
    MIN(ts) AS ts,
    ARG_MIN(cpu, ts) AS cpu,
    ARG_MIN(tid, ts) AS tid,
    MAX(ts) AS last_ts
  FROM reclaim
  WHERE kind = 'written'
    AND file
  GROUP BY capture_id
),
share AS (
  SELECT
    o.*,
    CAST(GREATEST(COALESCE(c.pages, 0), COALESCE(r.pages, 0), o.pages) AS BIGINT) AS written
  FROM own AS o
  LEFT JOIN counted AS c
    ON c.capture_id = o.capture_id
  LEFT JOIN rounds AS r
    ON r.capture_id = o.capture_id
)
SELECT
  ts,
  cpu,
  tid,
  'memory reclaim' AS subject,
  format('{} threads that reclaim memory wrote {} pages of files themselves, {} % of the {} written: flushing comes too late', threads, pages, 100 * pages // written, written)
    AS message,
  capture_id,
  pages,
  written,
  threads,
  last_ts
FROM share
WHERE pages >= $min_pages
  AND 100 * pages >= $share_percent * written
ORDER BY capture_id, ts
