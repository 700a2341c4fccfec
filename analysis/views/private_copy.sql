-- SPDX-License-Identifier: Apache-2.0
-- title:       Pages copied for one process on a store (F7, F8): the file's page stays as it is
-- needs:       probe.wp_page_copy(addr?, vmflags?, pgoff?, ino?, dev?)?
-- needs:       probe.do_cow_fault(addr?, vmflags?, pgoff?, ino?, dev?)?
-- source:      mm/memory.c wp_page_copy (on a present pte) and do_cow_fault (on none), 5.10 to 6.12; VM_SHARED is 0x8
--              (include/linux/mm.h). Both are static: a compiler may inline them. Exact.
-- evidence:    exact; probes on the functions
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      function VARCHAR  wp_page_copy or do_cow_fault
-- column:      address UBIGINT  faulting address; NULL when not recorded
-- column:      shared BOOLEAN  the mapping is shared, where nothing is ever copied; NULL when not recorded
-- column:      dev UINTEGER  device of the mapped file (kernel dev_t); NULL for anonymous memory
-- column:      ino UBIGINT  inode number; NULL with dev
-- column:      index UBIGINT  page offset in the file [pages]; NULL with dev
SELECT
  capture_id,
  ts,
  cpu,
  tid,
  buffer_id,
  rec,
  function,
  CAST(addr AS UBIGINT) AS address,
  (CAST(vmflags AS UBIGINT) & 8) <> 0 AS shared,
  CASE WHEN dev <> 0 THEN CAST(dev AS UINTEGER) END AS dev,
  CASE WHEN dev <> 0 THEN CAST(ino AS UBIGINT) END AS ino,
  CASE WHEN dev <> 0 THEN CAST(pgoff AS UBIGINT) END AS index
FROM (
  SELECT capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, 'wp_page_copy' AS function, addr, vmflags, pgoff, ino, dev FROM src."probe.wp_page_copy"
  UNION ALL
  SELECT capture_id, ts, cpu, common_pid, buffer_id, rec, 'do_cow_fault', addr, vmflags, pgoff, ino, dev FROM src."probe.do_cow_fault"
)
