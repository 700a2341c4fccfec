-- SPDX-License-Identifier: Apache-2.0
-- title: Calls of operations that must not block; undecidable ones touch a loss
-- needs: block_check
SELECT
  capture_id,
  COUNT(*) FILTER (verdict IN ('followed', 'violated')) AS checked,
  COUNT(*) FILTER (why = 'events were lost near the call') AS undecided
FROM block_check
GROUP BY capture_id
