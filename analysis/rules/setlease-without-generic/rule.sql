-- SPDX-License-Identifier: Apache-2.0
-- id:        setlease-without-generic
-- title:     A lease was set without generic_setlease
-- severity:  low
-- family:    locking
-- needs:     op_call
-- reference: Documentation/filesystems/locking.rst, setlease (v5.10, v6.12); fs/locks.c generic_setlease, fs/nfs/nfs4file.c nfs4_setlease, fs/smb/client/cifsfs.c cifs_setlease
WITH method AS (
  SELECT *
  FROM op_call
  WHERE operation = 'file_operations.setlease'
    AND role = 'method'
    AND function <> 'generic_setlease'
    AND ret & 4294967295 = 0
),
generic AS (
  SELECT capture_id, buffer_id, owner, start_ts AS generic_ts
  FROM op_call
  WHERE function = 'generic_setlease'
)
SELECT
  MIN(m.start_ts) AS ts,
  ARG_MIN(m.cpu, m.start_ts) AS cpu,
  ARG_MIN(m.tid, m.start_ts) AS tid,
  m.function AS subject,
  format('{} calls of {} succeeded without calling generic_setlease', COUNT(*), m.function) AS message,
  m.capture_id,
  COUNT(*) AS calls
FROM method AS m
ASOF LEFT JOIN generic AS g
  ON g.capture_id = m.capture_id
  AND g.buffer_id = m.buffer_id
  AND g.owner = m.owner
  AND g.generic_ts >= m.start_ts
SEMI JOIN generic AS s
  ON s.capture_id = m.capture_id
WHERE g.generic_ts IS NULL
  OR g.generic_ts > m.end_ts
GROUP BY m.capture_id, m.function
ORDER BY m.capture_id, ts, subject
