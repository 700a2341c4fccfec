-- SPDX-License-Identifier: Apache-2.0
-- id:        probe-misses
-- title:     Probes missed calls or returns
-- severity:  info
-- family:    capture
-- anomaly:   G03
-- needs:     probe_miss
-- reference: Documentation/trace/kprobes.rst (maxactive, nmissed)
SELECT
  CAST(NULL AS BIGINT) AS ts,
  CAST(NULL AS INTEGER) AS cpu,
  CAST(NULL AS INTEGER) AS tid,
  function AS subject,
  format(
    '{} of {} calls have no return record, {} of {} returns no entry: slow calls may be under-represented',
    missed_returns, entries, missed_entries, returns
  ) AS message,
  capture_id,
  buffer_id,
  function,
  entries,
  returns,
  missed_returns,
  missed_entries
FROM probe_miss
WHERE missed_returns > 0
  OR missed_entries > 0
ORDER BY capture_id, buffer_id, function
