-- SPDX-License-Identifier: Apache-2.0
-- title:       Lock classes of a capture: how much of each was recorded, held, waited for, and how well that is known
-- needs:       lock_hold
-- needs:       loss_gap
-- evidence:    exact if lock_hold; every hold of the classes that were recorded
-- evidence:    stock; holds are known in part
-- source:      as lock_hold
-- note:        The coverage of locks: a class without a row was left out by the recording's filter, or never used, and its absence
--              proves nothing.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      buffer_id UTINYINT  ring buffer (table buffer)
-- column:      lock_class VARCHAR  as in lock_event
-- column:      instances BIGINT  different locks of the class
-- column:      holds BIGINT  times a lock was held, unpaired ones included
-- column:      shared BIGINT  of them, for reading
-- column:      announced BIGINT  requests that were let go at once, as might_lock does
-- column:      given_up BIGINT  requests that waited and were let go without the lock
-- column:      waits BIGINT  requests that had to wait (lock_contended)
-- column:      exact BIGINT  holds whose begin is known by lock_acquired or a trylock
-- column:      paired BIGINT  holds with both ends
-- column:      uncertain BIGINT  holds and requests that overlap a loss
-- column:      unbalanced BIGINT  releases of a lock that the thread did not take in the capture, without a loss that could explain it
-- column:      open BIGINT  holds without a release, without a loss that could explain it
-- column:      held_time HUGEINT  time held, of paired holds, in units of the clock
-- column:      longest_hold BIGINT  longest of them
-- column:      wait_time HUGEINT  time from lock_contended to lock_acquired
-- column:      longest_wait BIGINT  longest of them
SELECT
  capture_id,
  buffer_id,
  lock_class,
  COUNT(DISTINCT lock) AS instances,
  COUNT(*) FILTER (outcome = 'held') AS holds,
  COUNT(*) FILTER (outcome = 'held' AND shared) AS shared,
  COUNT(*) FILTER (outcome = 'not taken') AS announced,
  COUNT(*) FILTER (outcome = 'given up') AS given_up,
  COUNT(contended_ts) AS waits,
  COUNT(*) FILTER (acquired_by IN ('lock_acquired', 'trylock')) AS exact,
  COUNT(*) FILTER (acquired_ts IS NOT NULL AND released_ts IS NOT NULL) AS paired,
  COUNT(*) FILTER (unpaired = 'lost events') AS uncertain,
  COUNT(*) FILTER (unpaired = 'no acquisition') AS unbalanced,
  COUNT(*) FILTER (unpaired = 'no release' AND outcome = 'held') AS open,
  SUM(released_ts - acquired_ts) AS held_time,
  MAX(released_ts - acquired_ts) AS longest_hold,
  SUM(acquired_ts - contended_ts) AS wait_time,
  MAX(acquired_ts - contended_ts) AS longest_wait
FROM lock_hold
GROUP BY capture_id, buffer_id, lock_class
