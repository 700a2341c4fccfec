-- SPDX-License-Identifier: Apache-2.0
-- title:       Inodes as events name them: by backing device, or by the device of their file system
-- materialise: yes
-- needs:       writeback.writeback_mark_inode_dirty(name, ino, state?, flags?)?
-- needs:       writeback.writeback_dirty_folio|writeback_dirty_page(name, ino, index)?
-- needs:       writeback.writeback_single_inode_start(name, ino)?
-- needs:       writeback.folio_wait_writeback|wait_on_page_writeback(name, ino, index)?
-- needs:       writeback.sb_mark_inode_writeback(dev, ino)?
-- needs:       writeback.writeback_dirty_inode_enqueue(dev, ino)?
-- needs:       probe.__folio_mark_dirty|account_page_dirtied(ino?, dev?, index?, folio?, mapping?)?
-- needs:       probe.folio_clear_dirty_for_io|clear_page_dirty_for_io(ino?, dev?, index?, folio?, mapping?, pgflags?)?
-- needs:       probe.__folio_end_writeback|folio_end_writeback|end_page_writeback|test_clear_page_writeback(ino?, dev?, index?, folio?, mapping?)?
-- evidence:    exact; as events name them
-- source:      include/trace/events/writeback.h, 5.10 to 7.2: which of the two an event has never changed.
-- column:      capture_id SMALLINT  capture it belongs to
-- column:      bdi VARCHAR  backing device; NULL when named by dev
-- column:      dev UBIGINT  device of the file system (kernel dev_t); NULL when named by bdi, and for
--              anonymous memory
-- column:      ino UBIGINT  inode number
SELECT capture_id, CAST(name AS VARCHAR) AS bdi, CAST(NULL AS UBIGINT) AS dev, CAST(ino AS UBIGINT) AS ino
FROM src."writeback.writeback_mark_inode_dirty"
UNION
SELECT capture_id, CAST(name AS VARCHAR), NULL, CAST(ino AS UBIGINT) FROM src."writeback.writeback_dirty_folio"
UNION
SELECT capture_id, CAST(name AS VARCHAR), NULL, CAST(ino AS UBIGINT) FROM src."writeback.writeback_single_inode_start"
UNION
SELECT capture_id, CAST(name AS VARCHAR), NULL, CAST(ino AS UBIGINT) FROM src."writeback.folio_wait_writeback"
UNION
SELECT capture_id, NULL, CAST(dev AS UBIGINT), CAST(ino AS UBIGINT) FROM src."writeback.sb_mark_inode_writeback"
UNION
SELECT capture_id, NULL, CAST(dev AS UBIGINT), CAST(ino AS UBIGINT) FROM src."writeback.writeback_dirty_inode_enqueue"
UNION
SELECT capture_id, NULL, {{file_folio CAST(dev AS UBIGINT)}}, CAST(ino AS UBIGINT) FROM src."probe.__folio_mark_dirty" WHERE dev <> 0
UNION
SELECT capture_id, NULL, {{file_folio CAST(dev AS UBIGINT)}}, CAST(ino AS UBIGINT) FROM src."probe.folio_clear_dirty_for_io" WHERE dev <> 0
UNION
SELECT capture_id, NULL, {{file_folio CAST(dev AS UBIGINT)}}, CAST(ino AS UBIGINT) FROM src."probe.__folio_end_writeback" WHERE dev <> 0
