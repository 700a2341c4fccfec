-- SPDX-License-Identifier: Apache-2.0
-- title: Nestings of two locks whose order is documented
-- needs: lock_order_check
SELECT capture_id, COALESCE(SUM(times) FILTER (verdict <> 'excepted'), 0) AS checked, 0 AS undecided
FROM lock_order_check
GROUP BY capture_id
