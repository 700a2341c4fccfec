-- SPDX-License-Identifier: Apache-2.0
-- title:       What memory reclaim met and did: one row per event
-- needs:       vmscan.mm_vmscan_kswapd_wake(nid, order?)?
-- needs:       vmscan.mm_vmscan_kswapd_sleep(nid)?
-- needs:       vmscan.mm_vmscan_wakeup_kswapd(nid, order?)?
-- needs:       vmscan.mm_vmscan_lru_shrink_inactive(nid, nr_scanned, nr_reclaimed, nr_dirty?, nr_writeback?, nr_congested?, nr_immediate?, priority?, reclaim_flags?)?
-- needs:       vmscan.mm_vmscan_write_folio|mm_vmscan_writepage(pfn, reclaim_flags)?
-- evidence:    exact; one event per row
-- source:      mm/vmscan.c, include/trace/events/vmscan.h, 5.10 to 6.12: RECLAIM_WB_ANON is bit 0 of reclaim_flags, RECLAIM_WB_FILE bit 1.
--              Exact.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      kind VARCHAR  shrunk (a batch of inactive pages was looked at), written (reclaim wrote a page itself), kswapd_wanted,
--              kswapd_woke, kswapd_slept
-- column:      nid INTEGER  memory node; NULL for written
-- column:      file BOOLEAN  shrunk, written: pages of files, not anonymous memory; NULL for others
-- column:      alloc_order INTEGER  kswapd: log2 of the pages wanted; NULL for others
-- column:      scanned BIGINT  shrunk: pages looked at; NULL for others, as for the following
-- column:      reclaimed BIGINT  shrunk: pages freed
-- column:      dirty BIGINT  shrunk: pages found dirty
-- column:      writeback BIGINT  shrunk: pages found under writeback
-- column:      congested BIGINT  shrunk: pages found dirty on a congested device
-- column:      immediate BIGINT  shrunk: pages to be freed when their writeback ends
-- column:      priority INTEGER  shrunk: 12 at ease, 0 in need
-- column:      pfn UBIGINT  written: page frame; NULL for others
SELECT
  capture_id,
  ts,
  cpu,
  common_pid AS tid,
  buffer_id,
  rec,
  'shrunk' AS kind,
  CAST(nid AS INTEGER) AS nid,
  (reclaim_flags & 2) <> 0 AS file,
  CAST(NULL AS INTEGER) AS alloc_order,
  CAST(nr_scanned AS BIGINT) AS scanned,
  CAST(nr_reclaimed AS BIGINT) AS reclaimed,
  CAST(nr_dirty AS BIGINT) AS dirty,
  CAST(nr_writeback AS BIGINT) AS writeback,
  CAST(nr_congested AS BIGINT) AS congested,
  CAST(nr_immediate AS BIGINT) AS immediate,
  CAST(priority AS INTEGER) AS priority,
  CAST(NULL AS UBIGINT) AS pfn
FROM src."vmscan.mm_vmscan_lru_shrink_inactive"
UNION ALL
SELECT
  capture_id, ts, cpu, common_pid, buffer_id, rec, 'written', NULL, (reclaim_flags & 2) <> 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
  CAST(pfn AS UBIGINT)
FROM src."vmscan.mm_vmscan_write_folio"
UNION ALL
SELECT
  capture_id, ts, cpu, common_pid, buffer_id, rec, 'kswapd_wanted', CAST(nid AS INTEGER), NULL, CAST("order" AS INTEGER), NULL, NULL, NULL, NULL, NULL,
  NULL, NULL, NULL
FROM src."vmscan.mm_vmscan_wakeup_kswapd"
UNION ALL
SELECT
  capture_id, ts, cpu, common_pid, buffer_id, rec, 'kswapd_woke', CAST(nid AS INTEGER), NULL, CAST("order" AS INTEGER), NULL, NULL, NULL, NULL, NULL,
  NULL, NULL, NULL
FROM src."vmscan.mm_vmscan_kswapd_wake"
UNION ALL
SELECT
  capture_id, ts, cpu, common_pid, buffer_id, rec, 'kswapd_slept', CAST(nid AS INTEGER), NULL, NULL, NULL, NULL, NULL, NULL, NULL,
  NULL, NULL, NULL
FROM src."vmscan.mm_vmscan_kswapd_sleep"
