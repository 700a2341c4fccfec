-- SPDX-License-Identifier: Apache-2.0
-- title:       Threads and processes that were made
-- needs:       sched.sched_process_fork(parent_pid, child_pid)
-- source:      kernel/fork.c kernel_clone, include/trace/events/sched.h, 5.10 to 7.2. It does not say whether the child shares the
--              address space.
-- evidence:    exact; the kernel's event
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      child INTEGER  thread that was made
SELECT
  capture_id,
  ts,
  cpu,
  CAST(parent_pid AS INTEGER) AS tid,
  buffer_id,
  rec,
  CAST(child_pid AS INTEGER) AS child
FROM src."sched.sched_process_fork"
