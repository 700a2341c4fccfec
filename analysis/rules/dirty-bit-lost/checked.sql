-- SPDX-License-Identifier: Apache-2.0
-- title: Calls that tested the dirty bit of a folio for writing, of pages whose last act is known; undecided are those near a loss
{{candidates}}
SELECT
  capture_id,
  COUNT(*) FILTER (NOT lost) AS checked,
  COUNT(*) FILTER (lost) AS undecided
FROM (
  SELECT capture_id, lost FROM judged
  UNION ALL
  SELECT capture_id, FALSE FROM folio_cleaned WHERE cleaned AND dev IS NOT NULL
)
GROUP BY capture_id
