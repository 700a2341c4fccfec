-- SPDX-License-Identifier: Apache-2.0
-- title: Locks that interrupts waited for and that were taken elsewhere too
-- needs: irq_usage
SELECT
  capture_id,
  COUNT(*) FILTER (open + closed > 0) AS checked,
  COUNT(*) FILTER (open + closed = 0 AND unknown > 0) AS undecided
FROM irq_usage
GROUP BY capture_id
