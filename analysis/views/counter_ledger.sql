-- SPDX-License-Identifier: Apache-2.0
-- title:       What became of dirty pages by the kernel's own counters, from the first to the last of their samples
-- needs:       dirty_state
-- evidence:    stock; the kernel's counters when they were traced, not at each change
-- note:        Every page that became dirty was written, is dirty, is under writeback, or was dropped: what is left over is dropped
--              pages, less pages swapped out (they count as written only), give or take the drift of the counters.
-- source:      writeback:global_dirty_state, mm/page-writeback.c; drift: mm/vmstat.c, a cpu holds back up to 125 pages per counter and node.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      from_ts BIGINT  first sample
-- column:      to_ts BIGINT  last sample
-- column:      samples BIGINT  samples
-- column:      dirtied BIGINT  growth of NR_DIRTIED [pages]
-- column:      written BIGINT  growth of NR_WRITTEN [pages]
-- column:      dirty_before BIGINT  NR_FILE_DIRTY of the first sample [pages]
-- column:      still_dirty BIGINT  NR_FILE_DIRTY of the last sample [pages]
-- column:      writeback_before BIGINT  NR_WRITEBACK of the first sample [pages]
-- column:      under_writeback BIGINT  NR_WRITEBACK of the last sample [pages]
-- column:      unexplained BIGINT  dirty_before + writeback_before + dirtied - written - still_dirty - under_writeback [pages]
-- column:      tolerance BIGINT  how far a counter may be off for not all cpus having added theirs: 125 times the cpus, for one node [pages]
WITH ends AS (
  SELECT
    capture_id,
    MIN(ts) AS from_ts,
    MAX(ts) AS to_ts,
    COUNT(*) AS samples,
    ARG_MAX(nr_dirtied, ts) - ARG_MIN(nr_dirtied, ts) AS dirtied,
    ARG_MAX(nr_written, ts) - ARG_MIN(nr_written, ts) AS written,
    ARG_MIN(nr_dirty, ts) AS dirty_before,
    ARG_MAX(nr_dirty, ts) AS still_dirty,
    ARG_MIN(nr_writeback, ts) AS writeback_before,
    ARG_MAX(nr_writeback, ts) AS under_writeback
  FROM dirty_state
  GROUP BY capture_id
)
SELECT
  *,
  dirty_before + writeback_before + dirtied - written - still_dirty - under_writeback AS unexplained,
  125 * (SELECT COUNT(DISTINCT c.cpu) FROM cpu AS c WHERE c.capture_id = ends.capture_id) AS tolerance
FROM ends
