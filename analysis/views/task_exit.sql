-- SPDX-License-Identifier: Apache-2.0
-- title:       Threads that ended
-- needs:       sched.sched_process_exit()
-- evidence:    exact; one event per thread
-- source:      kernel/exit.c do_exit: recorded by the thread itself, after exit_mm; the last thread's exit unmapped everything,
--              5.10 to 6.12
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread that ended
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
SELECT
  capture_id,
  ts,
  cpu,
  common_pid AS tid,
  buffer_id,
  rec
FROM src."sched.sched_process_exit"
