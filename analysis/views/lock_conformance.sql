-- SPDX-License-Identifier: Apache-2.0
-- title:       How calls kept to each documented rule about locks and blocking, by file system
-- needs:       lock_rule
-- needs:       lock_check?
-- needs:       block_check?
-- needs:       op_call?
-- evidence:    exact if lock_check; as its calls
-- evidence:    stock; operations or holds are known in part
-- source:      analysis/locking; as lock_check and block_check
-- note:        Every rule that a recording could decide has a row, also where no call was seen. The share is followed out of judged:
--              calls that are undecidable or excepted are in neither.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      rule VARCHAR  struct.operation:lock
-- column:      document VARCHAR  version of the document
-- column:      line INTEGER  line in it
-- column:      operation VARCHAR  struct.member
-- column:      lock VARCHAR  key of the lock
-- column:      requirement VARCHAR  as in lock_rule
-- column:      fs VARCHAR  file system whose method was called; vfs for the caller of the VFS or VM; NULL without a call
-- column:      calls BIGINT  calls seen
-- column:      followed BIGINT  of them, as documented
-- column:      violated BIGINT  against it, in the wrong mode or asleep included
-- column:      excepted BIGINT  against it as is known of kernels
-- column:      undecidable BIGINT  neither
-- column:      share DOUBLE  followed out of followed and violated; NULL when there is none
-- column:      why VARCHAR  most frequent reason of undecidable ones, or why there is no call; NULL otherwise
-- column:      disagreement VARCHAR  key of the known disagreement; NULL for none
WITH judged AS (
  SELECT capture_id, rule, operation, function, verdict, why
  FROM lock_check
  UNION ALL
  SELECT capture_id, rule, operation, function, verdict, why
  FROM block_check
),
counted AS (
  SELECT
    j.capture_id,
    j.rule,
    {{fs_of_function j.function}} AS fs,
    COUNT(*) AS calls,
    COUNT(*) FILTER (verdict = 'followed') AS followed,
    COUNT(*) FILTER (verdict IN ('violated', 'wrong mode')) AS violated,
    COUNT(*) FILTER (verdict = 'excepted') AS excepted,
    COUNT(*) FILTER (verdict = 'undecidable') AS undecidable,
    MODE(why) FILTER (verdict = 'undecidable') AS why
  FROM judged AS j
  GROUP BY ALL
),
called AS (
  SELECT DISTINCT c.capture_id, u.operation
  FROM op_call AS c
  CROSS JOIN UNNEST(STRING_SPLIT(c.operation, '|')) AS u (operation)
)
SELECT
  r.capture_id,
  r.rule,
  r.document,
  r.line,
  r.operation,
  r.lock,
  r.requirement,
  c.fs,
  COALESCE(c.calls, 0) AS calls,
  COALESCE(c.followed, 0) AS followed,
  COALESCE(c.violated, 0) AS violated,
  COALESCE(c.excepted, 0) AS excepted,
  COALESCE(c.undecidable, 0) AS undecidable,
  CASE WHEN c.followed + c.violated > 0 THEN c.followed / CAST(c.followed + c.violated AS DOUBLE) END AS share,
  CASE
    WHEN r.effect = 'ignore' THEN 'not judged: kernels are known to do otherwise'
    WHEN c.calls IS NOT NULL THEN c.why
    WHEN k.operation IS NULL THEN 'no call of the operation was recorded'
    ELSE 'calls were recorded, but not what decides: lock events, or returns and switches'
  END AS why,
  r.disagreement
FROM lock_rule AS r
LEFT JOIN counted AS c
  ON c.capture_id = r.capture_id
  AND c.rule = r.rule
LEFT JOIN called AS k
  ON k.capture_id = r.capture_id
  AND k.operation = r.operation
WHERE (r.checkable = 'lockdep' AND r.requirement IN ('must-hold', 'must-not-hold', 'must-hold-and-release'))
  OR r.requirement = 'must-not-block'
