-- SPDX-License-Identifier: Apache-2.0
-- title:       Documented locking rules as they apply to a capture's kernel
-- evidence:    exact; the kernel's documents
-- source:      analysis/locking: Documentation/filesystems/locking.rst of v5.10 and v6.12
-- note:        A capture is judged by the latest document that is not newer than the names its kernel uses: operations on folios
--              came with 5.18, so that kernels from there on go with v6.12.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      rule VARCHAR  struct.operation:lock
-- column:      document VARCHAR  version of the document
-- column:      line INTEGER  line in it
-- column:      operation VARCHAR  struct.member
-- column:      lock VARCHAR  key of the lock in locks.tsv
-- column:      requirement VARCHAR  must-hold, must-not-hold, may-hold and others
-- column:      mode VARCHAR  exclusive, shared (at least), any
-- column:      checkable VARCHAR  lockdep, calls, heuristic or none
-- column:      class_pattern VARCHAR  regular expression over lockdep's classes; NULL when it has none
-- column:      recorded_with VARCHAR  class that shows that this one would have been recorded; NULL for none
-- column:      disagreement VARCHAR  known disagreement of this kernel with the rule; NULL for none
-- column:      effect VARCHAR  ignore: not judged; except: not a violation; accept-other, rename, at-least: judged; NULL for none
WITH kernel AS (
  SELECT
    capture_id,
    COALESCE(
      1000 * TRY_CAST(regexp_extract(kernel_release, '^(\d+)\.(\d+)', 1) AS INTEGER)
      + TRY_CAST(regexp_extract(kernel_release, '^(\d+)\.(\d+)', 2) AS INTEGER),
      6012
    ) AS version
  FROM capture
),
document AS (
  SELECT
    k.capture_id,
    k.version,
    ARG_MAX(d.document, 1000 * CAST(SPLIT_PART(d.from_kernel, '.', 1) AS INTEGER) + CAST(SPLIT_PART(d.from_kernel, '.', 2) AS INTEGER)) AS document
  FROM kernel AS k
  JOIN {{locking_documents}} AS d
    ON 1000 * CAST(SPLIT_PART(d.from_kernel, '.', 1) AS INTEGER) + CAST(SPLIT_PART(d.from_kernel, '.', 2) AS INTEGER) <= k.version
  GROUP BY k.capture_id, k.version
),
known AS (
  SELECT
    disagreement,
    rules,
    effect,
    1000 * CAST(SPLIT_PART(from_kernel, '.', 1) AS INTEGER) + CAST(SPLIT_PART(from_kernel, '.', 2) AS INTEGER) AS from_version,
    CASE
      WHEN until_kernel IS NOT NULL
        THEN 1000 * CAST(SPLIT_PART(until_kernel, '.', 1) AS INTEGER) + CAST(SPLIT_PART(until_kernel, '.', 2) AS INTEGER)
      ELSE 999999
    END AS until_version
  FROM {{locking_disagreements}}
),
-- Which disagreements are about which rules does not depend on the capture.
applied AS MATERIALIZED (
  SELECT
    r.rule,
    r.document,
    CAST(r.line AS INTEGER) AS line,
    r.operation,
    r.lock,
    r.requirement,
    r.mode,
    r.checkable,
    l.class_pattern,
    l.recorded_with,
    k.disagreement,
    k.effect,
    k.from_version,
    k.until_version
  FROM {{locking_rules}} AS r
  JOIN {{locking_locks}} AS l
    ON l.lock = r.lock
  LEFT JOIN known AS k
    ON regexp_full_match(r.rule, k.rules)
)
SELECT
  d.capture_id,
  r.rule,
  r.document,
  r.line,
  r.operation,
  r.lock,
  r.requirement,
  r.mode,
  r.checkable,
  r.class_pattern,
  r.recorded_with,
  ARG_MAX(r.disagreement, r.effect) FILTER (d.version >= r.from_version AND d.version < r.until_version) AS disagreement,
  MAX(r.effect) FILTER (d.version >= r.from_version AND d.version < r.until_version) AS effect
FROM document AS d
JOIN applied AS r
  ON r.document = d.document
GROUP BY ALL
