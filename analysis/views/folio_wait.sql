-- SPDX-License-Identifier: Apache-2.0
-- title:       Threads that waited for the writeback of a folio: one row per round of waiting
-- materialise: yes
-- needs:       writeback.folio_wait_writeback|wait_on_page_writeback(name, ino, index)
-- needs:       inode_device?
-- evidence:    exact if sched.sched_switch; the event before each sleep, and the switches around it
-- evidence:    stock; begins only: switches were not recorded
-- source:      mm/page-writeback.c folio_wait_writeback (wait_on_page_writeback before 5.16): the event comes before each sleep,
--              and again when the folio was still under writeback after it. Exact begin; the end is the thread's switch back to a
--              cpu, where switches are recorded.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      start_ts BIGINT  when the thread found the folio under writeback
-- column:      end_ts BIGINT  when it ran again; NULL when it did not sleep, or that is not known
-- column:      cpu SMALLINT  cpu
-- column:      tid INTEGER  thread that waits
-- column:      buffer_id UTINYINT  ring buffer that recorded it (table buffer)
-- column:      rec BIGINT  place of the record in its cpu buffer: a tie-break where ts is equal
-- column:      bdi VARCHAR  backing device as the event names it
-- column:      dev UINTEGER  device of the file system (kernel dev_t); NULL when it cannot be known
-- column:      dev_evidence VARCHAR  as in inode_device
-- column:      ino UBIGINT  inode number
-- column:      index UBIGINT  page offset in the file of the folio's first page [pages]
-- column:      slept_ns BIGINT  from leaving the cpu to running again [ns]; NULL with end_ts
WITH wait AS (
  SELECT
    capture_id, ts, cpu, common_pid AS tid, buffer_id, rec,
    CAST(name AS VARCHAR) AS bdi,
    CAST(ino AS UBIGINT) AS ino,
    CAST(index AS UBIGINT) AS index
  FROM src."writeback.folio_wait_writeback"
),
slept AS (
  {{slept wait}}
)
SELECT
  s.capture_id,
  s.ts AS start_ts,
  s.slept_to AS end_ts,
  s.cpu,
  s.tid,
  s.buffer_id,
  s.rec,
  s.bdi,
  d.dev,
  d.evidence AS dev_evidence,
  s.ino,
  s.index,
  s.slept_to - s.slept_from AS slept_ns
FROM slept AS s
LEFT JOIN inode_device AS d
  ON d.capture_id = s.capture_id
  AND d.bdi = s.bdi
  AND d.ino = s.ino
