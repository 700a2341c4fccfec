-- SPDX-License-Identifier: Apache-2.0
-- title:       The kernel's own counters of dirty and written pages, sampled by writeback:global_dirty_state
-- needs:       writeback.global_dirty_state(nr_dirty, nr_writeback, background_thresh, dirty_thresh, dirty_limit,
--              nr_dirtied, nr_written)
-- evidence:    exact; the kernel's own counters, each up to cpus * 125 pages behind (mm/vmstat.c)
-- source:      include/trace/events/writeback.h, 5.10 to 6.12 (same fields). Exact, but per-cpu vmstat drift applies:
--              up to cpus * 125 pages per counter (mm/vmstat.c).
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      nr_dirty BIGINT  pages dirty now (NR_FILE_DIRTY) [pages]
-- column:      nr_writeback BIGINT  pages under writeback now (NR_WRITEBACK) [pages]
-- column:      background_thresh BIGINT  above it the flusher writes in the background [pages]
-- column:      dirty_thresh BIGINT  above it writers are throttled [pages]
-- column:      dirty_limit BIGINT  the smoothed limit (global_wb_domain.dirty_limit) [pages]
-- column:      nr_dirtied BIGINT  pages dirtied since boot (NR_DIRTIED) [pages]
-- column:      nr_written BIGINT  pages written since boot (NR_WRITTEN) [pages]
SELECT
  capture_id,
  ts,
  cpu,
  common_pid AS tid,
  buffer_id,
  rec,
  CAST(nr_dirty AS BIGINT) AS nr_dirty,
  CAST(nr_writeback AS BIGINT) AS nr_writeback,
  CAST(background_thresh AS BIGINT) AS background_thresh,
  CAST(dirty_thresh AS BIGINT) AS dirty_thresh,
  CAST(dirty_limit AS BIGINT) AS dirty_limit,
  CAST(nr_dirtied AS BIGINT) AS nr_dirtied,
  CAST(nr_written AS BIGINT) AS nr_written
FROM src."writeback.global_dirty_state"
