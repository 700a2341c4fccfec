// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.samples.Samples;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a question does not need is neither decoded nor computed: counted in the store after it was asked. */
class OnlyWhatIsNeededTest {
    private static final SqlCatalogue CATALOGUE = SqlCatalogue.standard();

    private static final String DECODED = """
            SELECT DISTINCT system || '.' || event
            FROM event_schema
            WHERE loaded IS NOT NULL AND recorded > 0
            ORDER BY 1
            """;

    private static final String RECORDED = """
            SELECT count(DISTINCT (system, event)) FROM event_schema WHERE recorded > 0
            """;

    private static final String STORED = """
            SELECT table_name
            FROM duckdb_tables()
            WHERE database_name = 'memory' AND schema_name = 'main' AND table_name <> 'evidence'
            ORDER BY 1
            """;

    private static final String NAMED = """
            SELECT view_name FROM duckdb_views() WHERE database_name = 'memory' AND schema_name = 'main' AND NOT internal
            """;

    private static TraceDatabase ask(String sql, Views.Stored stored) throws IOException, InterruptedException {
        SqlNeeds needs = SqlNeeds.of(sql, CATALOGUE);
        TraceDatabase database = TraceDatabase.load(
                LoadRequest.of(Samples.named("ext4-write-6.1").capture()).withEvents(needs.events()), Progress.NONE);
        new Views(database, CATALOGUE, stored).install(needs.views());
        return database;
    }

    private static List<String> names(TraceDatabase database, String sql) {
        return database.query(sql).all().stream()
                .map(row -> String.valueOf(row[0]))
                .toList();
    }

    @Test
    void oneViewOverOneEventDecodesThatEvent() throws IOException, InterruptedException {
        try (TraceDatabase database = ask("SELECT count(*) FROM folio_added", Views.Stored.AS_WRITTEN)) {
            assertThat(names(database, DECODED)).containsExactly("filemap.mm_filemap_add_to_page_cache");
            assertThat(names(database, RECORDED)).containsExactly("113");
            assertThat(names(database, STORED)).isEmpty();
            assertThat(names(database, NAMED)).containsExactly("folio_added");
        }
    }

    @Test
    void viewsBehindAViewAreComputedAndNoOthers() throws IOException, InterruptedException {
        try (TraceDatabase database = ask("SELECT max(end_ts) FROM mkwrite_bound", Views.Stored.AS_WRITTEN)) {
            assertThat(names(database, STORED))
                    .containsExactly("inode_size", "loss_gap", "mkwrite", "mkwrite_bound", "syscall");
            assertThat(names(database, NAMED)).isEmpty();
            assertThat(names(database, DECODED))
                    .containsExactly(
                            "pf.balance_dirty_pages_ratelimited",
                            "pf.balance_dirty_pages_ratelimited_flags",
                            "pf.block_page_mkwrite",
                            "pf.block_page_mkwrite_ret",
                            "pf.do_page_mkwrite",
                            "pf.do_page_mkwrite_ret",
                            "pf.do_writepages",
                            "pf.ext4_page_mkwrite",
                            "pf.ext4_page_mkwrite_ret",
                            "pf.truncate_pagecache",
                            "pf.unmap_mapping_range",
                            "syscalls.sys_enter_fsync",
                            "syscalls.sys_enter_ftruncate",
                            "syscalls.sys_enter_mmap",
                            "syscalls.sys_enter_mprotect",
                            "syscalls.sys_enter_munmap",
                            "syscalls.sys_exit_fsync",
                            "syscalls.sys_exit_ftruncate",
                            "syscalls.sys_exit_mmap",
                            "syscalls.sys_exit_mprotect",
                            "syscalls.sys_exit_munmap");
        }
    }

    @Test
    void listingComputesNoView() throws IOException, InterruptedException {
        try (TraceDatabase database = ask("SHOW TABLES", Views.Stored.NONE)) {
            assertThat(names(database, STORED)).isEmpty();
            assertThat(new TreeSet<>(names(database, NAMED))).isEqualTo(new TreeSet<>(CATALOGUE.views()));
        }
    }

    @Test
    void fixedTablesDecodeNothing() throws IOException, InterruptedException {
        try (TraceDatabase database = ask("SELECT * FROM capture", Views.Stored.AS_WRITTEN)) {
            assertThat(names(database, DECODED)).isEmpty();
            assertThat(names(database, STORED)).isEmpty();
            assertThat(names(database, NAMED)).isEmpty();
        }
    }
}
