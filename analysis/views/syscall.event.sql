-- SPDX-License-Identifier: Apache-2.0
-- title:       System calls: enter and exit joined
-- rank:        1
-- materialise: yes
-- needs:       syscalls.sys_enter_*(fd?, addr|start|buf?, off|offset|pos?, new_len|len|length|count|nbytes|len_in?, flags|mode|prot|behavior|advice?, *)
-- needs:       syscalls.sys_exit_*(ret?)?
-- evidence:    exact if syscalls.sys_exit_*; enter and exit
-- evidence:    stock; enters only
-- source:      include/trace/events/syscalls.h, kernel/trace/trace_syscalls.c; the argument names are those of the SYSCALL_DEFINE of
--              each call. Exact.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      tid INTEGER  thread that made the call
-- column:      cpu SMALLINT  cpu of the entry
-- column:      rec BIGINT  place of the entry record in its cpu buffer
-- column:      start_ts BIGINT  entry
-- column:      end_ts BIGINT  exit; NULL when unpaired is not
-- column:      unpaired VARCHAR  NULL for a pair; 'no return': still inside, or the return was missed; 'lost events': a
--              loss of the buffer overlaps the call, so the return may belong to another
-- column:      name VARCHAR  system call, without sys_; syscall_N where only its number was recorded and has no name here
-- column:      fd INTEGER  file descriptor argument; NULL when the call has none
-- column:      address UBIGINT  address argument, or the buffer of read, write, pread64 and pwrite64
-- column:      file_offset BIGINT  file offset argument [bytes]
-- column:      length BIGINT  length argument [bytes]; the new size for mremap, truncate and ftruncate
-- column:      flags BIGINT  flags; mode of fallocate, prot of mprotect, advice of madvise
-- column:      args MAP(VARCHAR, UBIGINT)  every argument by the kernel's name, as recorded (raw_syscalls: arg0 to arg5); a pointer is
--              an address, a negative number has its upper bits set
-- column:      ret BIGINT  return value, negative errno on failure; NULL when unpaired
-- column:      errno VARCHAR  name of the error; NULL when the call succeeded, or ret is NULL
WITH event AS (
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid AS tid, rec, FALSE AS is_return,
    SUBSTR(source_event, 20) AS name,
    CAST(fd AS HUGEINT) AS fd,
    CAST(addr AS UBIGINT) AS address,
    CAST(off AS HUGEINT) AS file_offset,
    CAST(new_len AS HUGEINT) AS length,
    CAST({{signed_long CAST(flags AS HUGEINT)}} AS BIGINT) AS flags,
    fields AS args,
    CAST(NULL AS BIGINT) AS ret
  FROM src."syscalls.sys_enter_*"
  UNION ALL
  SELECT
    capture_id, buffer_id, ts, cpu, common_pid, rec, TRUE,
    SUBSTR(source_event, 19),
    NULL, NULL, NULL, NULL, NULL, NULL,
    {{signed_long CAST(ret AS HUGEINT)}}
  FROM src."syscalls.sys_exit_*"
),
call AS (
  {{call event; by: name}}
)
SELECT
  capture_id,
  buffer_id,
  tid,
  cpu,
  rec,
  start_ts,
  end_ts,
  unpaired,
  name,
  {{signed_int fd}} AS fd,
  address,
  {{signed_long file_offset}} AS file_offset,
  {{signed_long length}} AS length,
  flags,
  args,
  ret,
  {{errno_name ret}} AS errno
FROM call
