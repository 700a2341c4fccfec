-- SPDX-License-Identifier: Apache-2.0
-- title:       Signals that threads began to handle
-- needs:       signal.signal_deliver(sig)
-- source:      kernel/signal.c get_signal, include/trace/events/signal.h, 5.10 to 7.2. Recorded by the thread itself, on its way back to
--              user mode. Exact.
-- evidence:    exact; recorded by the thread
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      ts BIGINT  when, on the trace clock
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      signal INTEGER  its number
SELECT
  capture_id,
  ts,
  cpu,
  common_pid AS tid,
  buffer_id,
  rec,
  CAST(sig AS INTEGER) AS signal
FROM src."signal.signal_deliver"
