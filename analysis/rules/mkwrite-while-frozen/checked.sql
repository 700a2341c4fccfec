-- SPDX-License-Identifier: Apache-2.0
-- title: Successful calls on a device whose freezing is known; undecided are those in a freeze with a loss
{{candidates}}
SELECT
  capture_id,
  COUNT(*) FILTER (NOT (frozen AND lost)) AS checked,
  COUNT(*) FILTER (frozen AND lost) AS undecided
FROM call
GROUP BY capture_id
