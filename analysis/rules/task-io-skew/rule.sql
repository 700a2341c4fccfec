-- SPDX-License-Identifier: Apache-2.0
-- id:        task-io-skew
-- title:     What a task is charged for writing is not what it dirtied
-- severity:  info
-- family:    accounting
-- anomaly:   A09
-- param:     min_pages = 32  pages from which a thread is shown
-- param:     ratio_percent = 125  pages charged per pages dirtied that are left alone [%]
-- reference: include/linux/task_io_accounting_ops.h; mm/page-writeback.c folio_account_dirtied, folio_account_cleaned, 5.10 to 6.12
{{candidates}}
SELECT
  c.ts,
  c.cpu,
  c.tid,
  format('thread {} ({})', c.tid, COALESCE(t.comm, 'name not recorded')) AS subject,
  CAST(format(
    '{} pages dirtied, but /proc/PID/io shows {} written{}', CAST(c.dirtied AS BIGINT), CAST(c.dirtied + c.redirtied AS BIGINT),
    CASE WHEN c.cancelled > 0 THEN format(' and {} cancelled: data that was truncated before it was written', CAST(c.cancelled AS BIGINT)) ELSE ': pages given back are charged again' END
  ) AS VARCHAR) AS message,
  c.capture_id,
  CAST(c.dirtied AS BIGINT) AS dirtied,
  CAST(c.redirtied AS BIGINT) AS redirtied,
  CAST(c.cancelled AS BIGINT) AS cancelled,
  c.last_ts
FROM charged AS c
LEFT JOIN (SELECT capture_id, tid, ANY_VALUE(comm) AS comm FROM task GROUP BY ALL) AS t
  ON t.capture_id = c.capture_id
  AND t.tid = c.tid
WHERE c.redirtied + c.cancelled >= $min_pages
  AND ((c.dirtied + c.redirtied) * 100 > $ratio_percent * c.dirtied OR c.cancelled > c.dirtied + c.redirtied)
ORDER BY c.capture_id, c.ts, c.tid
