-- SPDX-License-Identifier: Apache-2.0
-- title: Pairs of locks, one asked for with the other held
-- needs: lock_order
SELECT capture_id, COUNT(*) AS checked, 0 AS undecided
FROM lock_order
WHERE NOT trylock
GROUP BY capture_id
