// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.SqlNames;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All rules on real captures of which something changed that no verdict may change for, or of which something was lost. */
class RulesUnderMutationTest {
    private static final List<String> RULES = RuleCatalogue.standard().ids();
    private static final List<String> CAPTURES = List.of(
            "ext4-write-5.10",
            "xfs-write-6.1",
            "ext4-write-6.12",
            "ext4-fault-lockdep",
            "corpus:k61-f2fs-write",
            "corpus:k61-lab-lk-xfs-trunc");

    /** From one act on a page to the next of a kind. */
    private static final String ACTS = """
            SELECT from_ts, to_ts
            FROM (
              SELECT capture_id, kind, LAG(ts) OVER (PARTITION BY capture_id, dev, ino, index ORDER BY seq) AS from_ts, ts AS to_ts
              FROM page_event
              WHERE dev IS NOT NULL
                AND kind NOT IN ('waited', 'mkcleaned', 'writeback_started', 'writeback_ended')
            )
            WHERE capture_id = :id
              AND from_ts IS NOT NULL
              AND kind = '%s'
            """;

    /** From mmap_lock, which is held longest, to what is asked for inside it. */
    private static final String NESTED = """
            SELECT h.acquired_ts, r.requested_ts
            FROM lock_hold AS r
            ASOF JOIN (SELECT * FROM lock_hold WHERE lock_class = '&mm->mmap_lock' AND acquired_ts IS NOT NULL) AS h
              ON h.capture_id = r.capture_id
              AND h.owner = r.owner
              AND h.acquired_ts < r.requested_ts
            WHERE r.capture_id = :id
              AND h.held_until_ts >= r.requested_ts
            """;

    /** Rules whose checks rest on something earlier: begin and end of what they look at. The checks of all others are moments. */
    private static final Map<String, String> SPANS = Map.of(
            "dirtied-twice", String.format(Locale.ROOT, ACTS, "dirtied"),
            "mkwrite-not-accounted", String.format(Locale.ROOT, ACTS, "dirtied"),
            "removed-while-dirty", String.format(Locale.ROOT, ACTS, "removed"),
            "documented-lock-order-inverted", NESTED);

    /** From so many checks on the share that is kept is judged, rule by rule. */
    private static final double LEAST_CHECKS = 20;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void neutralChangesLeaveEverythingAsItWas() throws IOException, InterruptedException {
        Mutants mutants = new Mutants(directory);
        Map<Integer, Integer> originals = new LinkedHashMap<>();
        List<Integer> split = new ArrayList<>();
        for (String capture : List.of("ext4-write-6.1", "xfs-no-trunc-check-injected", "xfs-write-6.12")) {
            int original = mutants.add(capture);
            for (String operator : List.of("shift-time", "renumber-cpus", "timestamp-overflow")) {
                originals.put(mutants.add(capture, operator, 3), original);
            }
            split.add(mutants.add(capture, "split-buffers", 5));
            originals.put(split.get(split.size() - 1), original);
        }
        List<Judged> judged = Judged.of(mutants.files(), RULES);
        SoftAssertions soft = new SoftAssertions();
        originals.forEach((copy, original) -> {
            if (split.contains(copy)) {
                soft.assertThat(judged.get(copy).subjects())
                        .as("split " + copy)
                        .isEqualTo(judged.get(original).subjects());
                soft.assertThat(judged.get(copy).broken())
                        .isEqualTo(judged.get(original).broken());
            } else {
                soft.assertThat(judged.get(copy)).as("copy " + copy).isEqualTo(judged.get(original));
            }
        });
        soft.assertAll();
        assertThat(originals).hasSize(12);
    }

    @Test
    void markedLossesBringNoViolationAndLeaveMostChecks() throws IOException, InterruptedException {
        Mutants mutants = new Mutants(directory);
        Map<Integer, Integer> originals = new LinkedHashMap<>();
        for (String capture : CAPTURES.stream().filter(Mutants::there).toList()) {
            int original = mutants.add(capture);
            originals.put(mutants.add(capture, "drop-sub-buffer", 1), original);
            originals.put(mutants.add(capture, "drop-sub-buffer-counted", 2), original);
        }
        LoadRequest request =
                LoadRequest.of(mutants.files().toArray(Path[]::new)).withEvents(EventSet.ALL);
        try (TraceDatabase database = TraceDatabase.load(request, Progress.NONE)) {
            List<Judged> judged = Judged.of(database, RULES);
            SoftAssertions soft = new SoftAssertions();
            Map<String, Share> shares = new TreeMap<>();
            originals.forEach((copy, original) -> {
                noNewViolation(soft, judged.get(original), judged.get(copy), "capture " + copy);
                double moments = apart(database, copy, records(database, original));
                RULES.forEach(rule -> shares.merge(
                        rule,
                        new Share(
                                judged.get(copy).counts().get(rule),
                                judged.get(original).counts().get(rule)
                                        * (SPANS.containsKey(rule)
                                                ? apart(database, copy, spans(rule, original))
                                                : moments)),
                        Share::plus));
            });
            shares.values().removeIf(share -> share.apart < LEAST_CHECKS);
            System.out.println("checks kept of those apart from gaps: " + shares);
            shares.forEach((rule, share) -> soft.assertThat(share.kept / share.apart)
                    .as(rule + " " + share)
                    .isGreaterThanOrEqualTo(0.8));
            soft.assertThat(shares.size()).as("rules with enough checks").isGreaterThanOrEqualTo(25);
            soft.assertAll();
        }
    }

    /**
     * Checks of one rule.
     *
     * @param kept decided although something was lost
     * @param apart decided before, less the share that overlaps the gap: of the spans that they look at, or of all records
     */
    private record Share(double kept, double apart) {
        Share plus(Share other) {
            return new Share(kept + other.kept, apart + other.apart);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.0f of %.0f", kept, apart);
        }
    }

    private static void noNewViolation(SoftAssertions soft, Judged original, Judged lossy, String name) {
        soft.assertThat(lossy.verdicts().get("lost-events")).as(name).isEqualTo("violated");
        soft.assertThat(lossy.broken()).as(name).isEqualTo(original.broken());
        soft.assertThat(lossy.checked()).as(name).isPositive();
        lossy.subjects()
                .forEach((rule, found) -> soft.assertThat(found)
                        .as(name + " " + rule)
                        .isSubsetOf(original.subjects().get(rule)));
    }

    private static String spans(String rule, int capture) {
        return Objects.requireNonNull(SPANS.get(rule)).replace(":id", Integer.toString(capture));
    }

    /** The moments of all records. */
    private static String records(TraceDatabase database, int capture) {
        return database
                .query(
                        "SELECT DISTINCT schema_name, table_name FROM store.main.event_schema WHERE loaded > 0 AND capture_id = "
                                + capture)
                .all()
                .stream()
                .map(row -> "SELECT ts, ts FROM "
                        + SqlNames.path("store", String.valueOf(row[0]), String.valueOf(row[1]))
                        + " WHERE capture_id = " + capture)
                .collect(Collectors.joining(" UNION ALL "));
    }

    /** Share of spans that no gap of a copy overlaps, on any cpu; 1 when there is none. */
    private static double apart(TraceDatabase database, int copy, String spans) {
        Object share = database.query(
                        "SELECT COALESCE(AVG(CASE WHEN EXISTS (SELECT 1 FROM loss_gap AS g WHERE g.capture_id = "
                                + copy
                                + " AND g.from_ts <= s.to_ts AND g.to_ts >= s.from_ts) THEN 0.0 ELSE 1.0 END), 1) FROM ("
                                + spans
                                + ") AS s (from_ts, to_ts)")
                .all()
                .get(0)[0];
        return ((Number) Objects.requireNonNull(share)).doubleValue();
    }
}
