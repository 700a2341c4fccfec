-- SPDX-License-Identifier: Apache-2.0
-- id:        mkwrite-freeze-protection
-- title:     page_mkwrite made a page writable without holding off a freeze
-- severity:  high
-- family:    mkwrite
-- evidence:  exact
-- needs:     mkwrite_protection
-- reference: include/linux/fs.h sb_start_pagefault; Documentation/filesystems/locking.rst, page_mkwrite
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  CONCAT_WS(' on device ', SPLIT_PART(function, '_', 1), (dev >> 20) || ':' || (dev & 1048575)) AS subject,
  format('{} of {} calls of {} returned without having taken sb_pagefaults', COUNT(*), ANY_VALUE(calls), function) AS message,
  capture_id,
  function,
  dev,
  COUNT(*) AS unprotected,
  ANY_VALUE(calls) AS calls,
  ARG_MIN(ino, start_ts) AS first_ino,
  ARG_MIN(index, start_ts) AS first_index,
  MAX(end_ts) AS last_ts
FROM (
  SELECT
    *,
    COUNT(*) OVER (PARTITION BY capture_id, function, dev) AS calls
  FROM mkwrite_protection
  WHERE protected IS NOT NULL
)
WHERE NOT protected
GROUP BY capture_id, function, dev
ORDER BY capture_id, ts, function
