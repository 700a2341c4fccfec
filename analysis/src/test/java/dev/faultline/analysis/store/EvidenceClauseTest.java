// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import static dev.faultline.analysis.store.HandMadeEvent.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a capture proves: the {@code evidence} lines of views, and the rows of table {@code evidence}. */
class EvidenceClauseTest {
    private static final SqlCatalogue VIEWS = SqlCatalogue.standard();

    @Test
    void everyViewSaysWhatProvesItInEveryCase() {
        Set<EvidenceLevel> levels = new HashSet<>();
        int clauses = 0;
        for (String view : VIEWS.views()) {
            for (SqlFile variant : VIEWS.variants(view)) {
                List<EvidenceClause> lines = EvidenceClause.of(variant);
                Set<String> needs = variant.needs().stream().map(Need::name).collect(Collectors.toSet());
                assertThat(lines).as(variant.path()).isNotEmpty();
                lines.forEach(line -> assertThat(needs).as(variant.path()).containsAll(line.conditions()));
                boolean always = lines.get(lines.size() - 1).conditions().isEmpty()
                        || variant.needs().stream().noneMatch(Need::optional);
                assertThat(always)
                        .as(variant.path() + ": the last line holds in any case")
                        .isTrue();
                lines.forEach(line -> levels.add(line.level()));
                clauses += lines.size();
            }
        }
        assertThat(levels).containsExactlyInAnyOrder(EvidenceLevel.EXACT, EvidenceLevel.STOCK);
        assertThat(clauses).isGreaterThanOrEqualTo(115);
    }

    @Test
    void theFirstLineThatIsMetCounts() throws Exception {
        HandMadeEvent end = event("filemap.filemap_set_wb_err", "i_ino u64", "s_dev u32", "errseq u32");
        try (TraceDatabase database =
                new HandMadeCaptures().capture("a.dat", end).load()) {
            Views views = Views.install(database, "writeback_error", "folio_added", "sleep");
            assertThat(views.evidence("writeback_error").get(0).level()).isEqualTo(EvidenceLevel.SILENT);
            assertThat(views.evidence("folio_added").get(0).why())
                    .isEqualTo("the capture has no filemap.mm_filemap_add_to_page_cache");
            assertThat(views.evidence("sleep").get(0).level()).isEqualTo(EvidenceLevel.ABSENT);
        }
    }

    @Test
    void aViewIsExactWhenWhatItReadsIs() throws Exception {
        HandMadeEvent waking = event("sched.sched_waking", "pid s32").row(150, 0, 7, 101);
        HandMadeEvent switching = event("sched.sched_switch", "prev_pid s32", "prev_state s64", "next_pid s32")
                .row(100, 0, 101, 101, 1, 0)
                .row(200, 0, 0, 0, 0, 101);
        try (TraceDatabase database = new HandMadeCaptures()
                .capture("woken.dat", switching, waking)
                .capture("switched.dat", switching)
                .load()) {
            Views views = Views.install(database, "sleep");
            assertThat(views.evidence("sleep").get(0).level()).isEqualTo(EvidenceLevel.EXACT);
            assertThat(views.evidence("sleep").get(1).level()).isEqualTo(EvidenceLevel.STOCK);
            assertThat(views.evidence("sleep").get(1).why()).startsWith("wakeups were not recorded");
        }
    }

    @Test
    void aLineThatCannotBeReadIsNamed() {
        SqlFile view = SqlFile.parse("views/x.sql", "-- evidence: perhaps\nSELECT 1");
        assertThatThrownBy(() -> EvidenceClause.of(view))
                .isInstanceOf(StoreException.class)
                .hasMessage("views/x.sql: evidence is not 'exact|stock [if NEEDS]; why': perhaps");
    }
}
