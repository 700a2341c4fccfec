-- chart:  rate-limits
-- title:  Write bandwidth against the rate that writers may dirty
-- kind:   steps
-- x:      time since the first event of the capture
-- y:      rate
-- unit:   kib/s
-- series: device and rate
-- needs:  wb_bandwidth
-- record: No estimate of bandwidth is in this capture. Record writeback:bdi_dirty_ratelimit, which the kernel writes about every 200 ms while somebody dirties pages.
SELECT
  w.capture_id,
  w.bdi || ' ' || r.name AS series,
  w.ts,
  CASE r.place
    WHEN 1 THEN w.avg_write_bw WHEN 2 THEN w.write_bw WHEN 3 THEN w.dirty_rate WHEN 4 THEN w.dirty_ratelimit ELSE w.task_ratelimit
  END AS value,
  FALSE AS is_limit,
  'writeback:bdi_dirty_ratelimit (the kernel''s own estimates)' AS method,
  r.place
FROM wb_bandwidth AS w
CROSS JOIN (
  VALUES
    (1, 'write bandwidth, averaged'), (2, 'write bandwidth'), (3, 'dirty rate'), (4, 'dirty rate limit'), (5, 'rate limit of a task')
) AS r (place, name)
ORDER BY w.capture_id, w.bdi, r.place, w.ts
