-- SPDX-License-Identifier: Apache-2.0
-- title:       System calls that map, resize, write or sync files: enter and exit joined
-- materialise: yes
-- needs:       syscalls.sys_enter_mmap(addr?, len?, prot?, flags?, fd?, off?)?
-- needs:       syscalls.sys_enter_munmap(addr?, len?)?
-- needs:       syscalls.sys_enter_mremap(addr?, old_len?, new_len?, flags?)?
-- needs:       syscalls.sys_enter_mprotect(start?, len?, prot?)?
-- needs:       syscalls.sys_enter_madvise(start?, len_in?, behavior?)?
-- needs:       syscalls.sys_enter_msync(start?, len?, flags?)?
-- needs:       syscalls.sys_enter_fsync(fd?)?
-- needs:       syscalls.sys_enter_fdatasync(fd?)?
-- needs:       syscalls.sys_enter_sync_file_range(fd?, offset?, nbytes?, flags?)?
-- needs:       syscalls.sys_enter_truncate(length?)?
-- needs:       syscalls.sys_enter_ftruncate(fd?, length?)?
-- needs:       syscalls.sys_enter_fallocate(fd?, mode?, offset?, len?)?
-- needs:       syscalls.sys_enter_pwrite64(fd?, buf?, count?, pos?)?
-- needs:       syscalls.sys_enter_write(fd?, buf?, count?)?
-- needs:       syscalls.sys_exit_mmap(ret?)?
-- needs:       syscalls.sys_exit_munmap(ret?)?
-- needs:       syscalls.sys_exit_mremap(ret?)?
-- needs:       syscalls.sys_exit_mprotect(ret?)?
-- needs:       syscalls.sys_exit_madvise(ret?)?
-- needs:       syscalls.sys_exit_msync(ret?)?
-- needs:       syscalls.sys_exit_fsync(ret?)?
-- needs:       syscalls.sys_exit_fdatasync(ret?)?
-- needs:       syscalls.sys_exit_sync_file_range(ret?)?
-- needs:       syscalls.sys_exit_truncate(ret?)?
-- needs:       syscalls.sys_exit_ftruncate(ret?)?
-- needs:       syscalls.sys_exit_fallocate(ret?)?
-- needs:       syscalls.sys_exit_pwrite64(ret?)?
-- needs:       syscalls.sys_exit_write(ret?)?
-- needs:       loss_gap
-- source:      include/trace/events/syscalls.h; the argument names are those of the SYSCALL_DEFINE of each call.
--              Exact.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread that made the call
-- column:      cpu SMALLINT  cpu of the entry
-- column:      rec BIGINT  place of the entry record in its cpu buffer
-- column:      start_ts BIGINT  entry
-- column:      end_ts BIGINT  exit; NULL when unpaired is not
-- column:      unpaired VARCHAR  NULL for a pair; 'no return': still inside, or the return was missed; 'lost events': a
--              loss of the buffer overlaps the call, so the return may belong to another
-- column:      name VARCHAR  system call, without sys_
-- column:      fd INTEGER  file descriptor argument; NULL when the call has none
-- column:      address UBIGINT  address argument, or the buffer of write and pwrite64
-- column:      file_offset BIGINT  file offset argument [bytes]
-- column:      length BIGINT  length argument [bytes]; the new size for truncate and ftruncate
-- column:      flags BIGINT  flags; mode of fallocate, prot of mprotect, advice of madvise
-- column:      ret BIGINT  return value, negative errno on failure; NULL when unpaired
WITH entry AS (
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'mmap' AS name, CAST("fd" AS BIGINT) AS fd, CAST("addr" AS UBIGINT) AS address, CAST("off" AS HUGEINT) AS file_offset, CAST("len" AS HUGEINT) AS length, CAST("flags" AS BIGINT) AS flags
  FROM src."syscalls.sys_enter_mmap"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'munmap' AS name, CAST(NULL AS BIGINT) AS fd, CAST("addr" AS UBIGINT) AS address, CAST(NULL AS HUGEINT) AS file_offset, CAST("len" AS HUGEINT) AS length, CAST(NULL AS BIGINT) AS flags
  FROM src."syscalls.sys_enter_munmap"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'mremap' AS name, CAST(NULL AS BIGINT) AS fd, CAST("addr" AS UBIGINT) AS address, CAST(NULL AS HUGEINT) AS file_offset, CAST("new_len" AS HUGEINT) AS length, CAST("flags" AS BIGINT) AS flags
  FROM src."syscalls.sys_enter_mremap"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'mprotect' AS name, CAST(NULL AS BIGINT) AS fd, CAST("start" AS UBIGINT) AS address, CAST(NULL AS HUGEINT) AS file_offset, CAST("len" AS HUGEINT) AS length, CAST("prot" AS BIGINT) AS flags
  FROM src."syscalls.sys_enter_mprotect"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'madvise' AS name, CAST(NULL AS BIGINT) AS fd, CAST("start" AS UBIGINT) AS address, CAST(NULL AS HUGEINT) AS file_offset, CAST("len_in" AS HUGEINT) AS length, CAST("behavior" AS BIGINT) AS flags
  FROM src."syscalls.sys_enter_madvise"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'msync' AS name, CAST(NULL AS BIGINT) AS fd, CAST("start" AS UBIGINT) AS address, CAST(NULL AS HUGEINT) AS file_offset, CAST("len" AS HUGEINT) AS length, CAST("flags" AS BIGINT) AS flags
  FROM src."syscalls.sys_enter_msync"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'fsync' AS name, CAST("fd" AS BIGINT) AS fd, CAST(NULL AS UBIGINT) AS address, CAST(NULL AS HUGEINT) AS file_offset, CAST(NULL AS HUGEINT) AS length, CAST(NULL AS BIGINT) AS flags
  FROM src."syscalls.sys_enter_fsync"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'fdatasync' AS name, CAST("fd" AS BIGINT) AS fd, CAST(NULL AS UBIGINT) AS address, CAST(NULL AS HUGEINT) AS file_offset, CAST(NULL AS HUGEINT) AS length, CAST(NULL AS BIGINT) AS flags
  FROM src."syscalls.sys_enter_fdatasync"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'sync_file_range' AS name, CAST("fd" AS BIGINT) AS fd, CAST(NULL AS UBIGINT) AS address, CAST("offset" AS HUGEINT) AS file_offset, CAST("nbytes" AS HUGEINT) AS length, CAST("flags" AS BIGINT) AS flags
  FROM src."syscalls.sys_enter_sync_file_range"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'truncate' AS name, CAST(NULL AS BIGINT) AS fd, CAST(NULL AS UBIGINT) AS address, CAST(NULL AS HUGEINT) AS file_offset, CAST("length" AS HUGEINT) AS length, CAST(NULL AS BIGINT) AS flags
  FROM src."syscalls.sys_enter_truncate"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'ftruncate' AS name, CAST("fd" AS BIGINT) AS fd, CAST(NULL AS UBIGINT) AS address, CAST(NULL AS HUGEINT) AS file_offset, CAST("length" AS HUGEINT) AS length, CAST(NULL AS BIGINT) AS flags
  FROM src."syscalls.sys_enter_ftruncate"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'fallocate' AS name, CAST("fd" AS BIGINT) AS fd, CAST(NULL AS UBIGINT) AS address, CAST("offset" AS HUGEINT) AS file_offset, CAST("len" AS HUGEINT) AS length, CAST("mode" AS BIGINT) AS flags
  FROM src."syscalls.sys_enter_fallocate"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'pwrite64' AS name, CAST("fd" AS BIGINT) AS fd, CAST("buf" AS UBIGINT) AS address, CAST("pos" AS HUGEINT) AS file_offset, CAST("count" AS HUGEINT) AS length, CAST(NULL AS BIGINT) AS flags
  FROM src."syscalls.sys_enter_pwrite64"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'write' AS name, CAST("fd" AS BIGINT) AS fd, CAST("buf" AS UBIGINT) AS address, CAST(NULL AS HUGEINT) AS file_offset, CAST("count" AS HUGEINT) AS length, CAST(NULL AS BIGINT) AS flags
  FROM src."syscalls.sys_enter_write"
),
exit AS (
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'mmap' AS name, ret FROM src."syscalls.sys_exit_mmap"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'munmap' AS name, ret FROM src."syscalls.sys_exit_munmap"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'mremap' AS name, ret FROM src."syscalls.sys_exit_mremap"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'mprotect' AS name, ret FROM src."syscalls.sys_exit_mprotect"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'madvise' AS name, ret FROM src."syscalls.sys_exit_madvise"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'msync' AS name, ret FROM src."syscalls.sys_exit_msync"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'fsync' AS name, ret FROM src."syscalls.sys_exit_fsync"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'fdatasync' AS name, ret FROM src."syscalls.sys_exit_fdatasync"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'sync_file_range' AS name, ret FROM src."syscalls.sys_exit_sync_file_range"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'truncate' AS name, ret FROM src."syscalls.sys_exit_truncate"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'ftruncate' AS name, ret FROM src."syscalls.sys_exit_ftruncate"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'fallocate' AS name, ret FROM src."syscalls.sys_exit_fallocate"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'pwrite64' AS name, ret FROM src."syscalls.sys_exit_pwrite64"
  UNION ALL
  SELECT capture_id, buffer_id, ts, cpu, common_pid, rec, 'write' AS name, ret FROM src."syscalls.sys_exit_write"
),
event AS (
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid AS tid, rec, FALSE AS is_return, name,
    CAST(CASE WHEN fd > 2147483647 THEN fd - 4294967296 ELSE fd END AS INTEGER) AS fd,
    address,
    CAST(CASE WHEN file_offset > 9223372036854775807 THEN file_offset - 18446744073709551616 ELSE file_offset END AS BIGINT) AS file_offset,
    CAST(CASE WHEN length > 9223372036854775807 THEN length - 18446744073709551616 ELSE length END AS BIGINT) AS length,
    flags,
    CAST(NULL AS BIGINT) AS ret
  FROM entry
  UNION ALL
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE, name,
    NULL, NULL, NULL, NULL, NULL,
    CAST(CASE WHEN ret > 9223372036854775807 THEN CAST(ret AS HUGEINT) - 18446744073709551616 ELSE ret END AS BIGINT)
  FROM exit
),
followed AS (
  SELECT
    *,
    LEAD(is_return) OVER thread AS next_is_return,
    LEAD(ts) OVER thread AS next_ts,
    LEAD(ret) OVER thread AS next_ret
  FROM event
  WINDOW thread AS (PARTITION BY capture_id, buffer_id, tid, name ORDER BY ts, rec)
),
call AS (
  SELECT
    f.*,
    CASE
      WHEN f.next_is_return IS NOT TRUE THEN 'no return'
      WHEN g.to_ts >= f.ts THEN 'lost events'
    END AS unpaired
  FROM followed AS f
  ASOF LEFT JOIN loss_gap AS g
    ON g.capture_id = f.capture_id
    AND g.buffer_id = f.buffer_id
    AND g.from_ts <= f.next_ts
  WHERE NOT f.is_return
)
SELECT
  capture_id,
  buffer_id,
  tid,
  cpu,
  rec,
  ts AS start_ts,
  CASE WHEN unpaired IS NULL THEN next_ts END AS end_ts,
  unpaired,
  name,
  fd,
  address,
  file_offset,
  length,
  flags,
  CASE WHEN unpaired IS NULL THEN next_ret END AS ret
FROM call
