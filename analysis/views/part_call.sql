-- SPDX-License-Identifier: Apache-2.0
-- title:       Calls of functions that are one part of a fault's time: slow paths of locks, waits for pages, block allocation, reads, reclaim
-- materialise: yes
-- needs:       probe.@part_call()?
-- needs:       probe.@part_call__return(ret?)?
-- needs:       probe.folio_wait_bit|wait_on_page_bit(bit_nr|bit)?
-- needs:       probe.folio_wait_bit__return|wait_on_page_bit__return(ret?)?
-- needs:       graph.@part_call?
-- needs:       loss_gap
-- evidence:    exact if probe.@part_call, probe.@part_call__return; entry and return of probed functions
-- evidence:    exact if graph.@part_call; entry and return
-- evidence:    stock; entries without returns
-- source:      mm/filemap.c, mm/page_alloc.c, mm/vmscan.c, fs/jbd2/transaction.c, fs/xfs, fs/ext4, fs/btrfs, fs/f2fs, kernel/locking, 5.10
--              to 6.12 (part_call.functions). folio_wait_bit waits for any bit of a page's flags: only bit 0 is PG_locked in all of them
--              (include/linux/page-flags.h enum pageflags), so a call counts when the probe fetches that bit.
-- note:        calls contain each other (ext4_map_blocks contains ext4_ext_map_blocks): they do not add up; latency_part does.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread
-- column:      cpu SMALLINT  cpu of the entry
-- column:      rec BIGINT  place of the entry's record in its cpu buffer
-- column:      start_ts BIGINT  entry
-- column:      end_ts BIGINT  return; NULL when unpaired is not
-- column:      unpaired VARCHAR  as in mkwrite
-- column:      method VARCHAR  kprobe or function_graph
-- column:      function VARCHAR  function called
-- column:      part VARCHAR  stable page, journal, lock, allocation, page lock, read or reclaim: as in latency_part
WITH event AS (
  SELECT capture_id, buffer_id, ts, cpu, common_pid AS tid, rec, FALSE AS is_return, CAST(NULL AS BIGINT) AS ret, function, part
  FROM src."probe.@part_call"
  WHERE COALESCE(common_flags & 24, 0) = 0  -- text may say no flags
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, NULL, function, part
  FROM src."probe.@part_call__return"
  WHERE COALESCE(common_flags & 24, 0) = 0  -- text may say no flags
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, FALSE, NULL, 'folio_wait_bit', CASE WHEN bit_nr = 0 THEN 'page lock' END
  FROM src."probe.folio_wait_bit"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, NULL, 'folio_wait_bit', NULL
  FROM src."probe.folio_wait_bit__return"
),
call AS (
  {{call event; by: function}}
)
SELECT capture_id, buffer_id, tid, cpu, rec, start_ts, end_ts, unpaired, 'kprobe' AS method, function, part
FROM call
WHERE part IS NOT NULL
UNION ALL
SELECT
  capture_id, buffer_id, common_pid, cpu, rec, ts, exit_ts, CASE WHEN exit_ts IS NULL THEN 'no return' END, 'function_graph', function,
  part
FROM src."graph.@part_call"
