-- SPDX-License-Identifier: Apache-2.0
-- title:       Files that the kernel began or ended to swap to
-- each:        function kind =
--              iomap_swapfile_activate on, generic_swapfile_activate on, ext4_iomap_swap_activate on, xfs_iomap_swapfile_activate on,
--              btrfs_swap_activate on, f2fs_swap_activate on, nfs_swap_activate on, btrfs_swap_deactivate off, f2fs_swap_deactivate off,
--              nfs_swap_deactivate off, destroy_swap_extents off
-- needs:       probe.{function}(ino, dev)?
-- source:      mm/swapfile.c setup_swap_extents, address_space_operations.swap_activate and swap_deactivate, 5.10 to 6.12. The call
--              is under way when it is seen; whether it succeeded is not looked at.
-- evidence:    exact; probes on the functions
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      kind VARCHAR  on (the file is made a swap file) or off (it is one no longer)
-- column:      dev UINTEGER  device of the file system (kernel dev_t)
-- column:      ino UBIGINT  inode number
SELECT capture_id, ts, cpu, tid, buffer_id, rec, kind, dev, ino
FROM (
  {{each function: SELECT capture_id, ts, cpu, common_pid AS tid, buffer_id, rec, '{kind}' AS kind, CAST(dev AS UINTEGER) AS dev, CAST(ino AS UBIGINT) AS ino FROM src."probe.{function}"}}
)
