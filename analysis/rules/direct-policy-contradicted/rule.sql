-- SPDX-License-Identifier: Apache-2.0
-- id:        direct-policy-contradicted
-- title:     A mapping with MAP_DIRECT was answered against the chosen policy
-- severity:  info
-- family:    dax
-- anomaly:   F03
-- evidence:  exact
-- param:     policy = 0  proposal to compare with: 0 none, 4 or 5
-- param:     map_flag = 0  value of MAP_DIRECT in the flags of mmap, 0 when unknown
-- reference: the MAP_DIRECT proposals v4 and v5 of August 2017 (never merged): mmap of a private, anonymous or read-only direct mapping
{{candidates}}
SELECT
  MIN(start_ts) AS ts,
  ARG_MIN(cpu, start_ts) AS cpu,
  ARG_MIN(tid, start_ts) AS tid,
  format('MAP_DIRECT v{}', $policy) AS subject,
  format(
    '{} direct mappings were answered against the policy; the first with {}, where {} was due', COUNT(*),
    COALESCE(ARG_MIN(errno, start_ts), 'success'), CASE ARG_MIN(expected, start_ts) WHEN -22 THEN 'EINVAL' ELSE 'EACCES' END
  ) AS message,
  capture_id,
  COUNT(*) AS calls,
  ARG_MIN(expected, start_ts) AS expected,
  ARG_MIN(ret, start_ts) AS ret,
  MAX(start_ts) AS last_ts
FROM direct
WHERE expected IS NOT NULL
  AND ret IS NOT NULL
  AND ret <> expected
GROUP BY capture_id
ORDER BY capture_id, ts
