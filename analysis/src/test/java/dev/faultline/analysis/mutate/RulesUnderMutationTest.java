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
            "xfs-no-trunc-check-injected",
            "ext4-fault-lockdep",
            "corpus:k61-f2fs-write",
            "corpus:k61-lab-lk-xfs-trunc");

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
            for (String operator : List.of("none", "shift-time", "renumber-cpus", "timestamp-overflow")) {
                originals.put(mutants.add(capture, operator, 3), original);
            }
            split.add(mutants.add(capture, "split-buffers", 5));
            originals.put(split.get(split.size() - 1), original);
        }
        List<Judged> judged = Judged.of(mutants.files(), RULES);
        SoftAssertions soft = new SoftAssertions();
        originals.forEach((copy, original) -> {
            if (split.contains(copy)) {
                soft.assertThat(judged.get(copy).subjects()).as("split " + copy).isEqualTo(judged.get(original).subjects());
                soft.assertThat(judged.get(copy).broken()).isEqualTo(judged.get(original).broken());
            } else {
                soft.assertThat(judged.get(copy)).as("copy " + copy).isEqualTo(judged.get(original));
            }
        });
        soft.assertAll();
        assertThat(originals).hasSize(15);
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
        LoadRequest request = LoadRequest.of(mutants.files().toArray(Path[]::new)).withEvents(EventSet.ALL);
        try (TraceDatabase database = TraceDatabase.load(request, Progress.NONE)) {
            List<Judged> judged = Judged.of(database, RULES);
            SoftAssertions soft = new SoftAssertions();
            Map<String, Share> shares = new TreeMap<>();
            originals.forEach((copy, original) -> {
                noNewViolation(soft, judged.get(original), judged.get(copy), "capture " + copy);
                double apart = 1 - shareOfGaps(database, copy, original);
                RULES.forEach(rule -> shares.merge(
                        rule,
                        new Share(
                                judged.get(copy).counts().get(rule),
                                judged.get(original).counts().get(rule) * apart),
                        Share::plus));
            });
            shares.values().removeIf(share -> share.apart < LEAST_CHECKS);
            System.out.println("checks kept of those apart from gaps: " + shares);
            shares.forEach((rule, share) ->
                    soft.assertThat(share.kept / share.apart).as(rule + " " + share).isGreaterThanOrEqualTo(0.8));
            soft.assertThat(shares.size()).as("rules with enough checks").isGreaterThanOrEqualTo(25);
            soft.assertAll();
        }
    }

    /**
     * Checks of one rule.
     *
     * @param kept decided although something was lost
     * @param apart decided before, less the share of the records that lie in the span of the gap: checks lie where records lie
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

    /** Share of the records of the original that lie in the span of a gap of its copy, on any cpu. */
    private static double shareOfGaps(TraceDatabase database, int copy, int original) {
        String records = database
                .query("SELECT DISTINCT schema_name, table_name FROM store.main.event_schema WHERE loaded > 0 AND capture_id = "
                        + original)
                .all()
                .stream()
                .map(row -> "SELECT ts FROM " + SqlNames.path("store", String.valueOf(row[0]), String.valueOf(row[1]))
                        + " WHERE capture_id = " + original)
                .collect(Collectors.joining(" UNION ALL "));
        Object share = database.query("SELECT AVG(CASE WHEN EXISTS (SELECT 1 FROM loss_gap AS g WHERE g.capture_id = " + copy
                        + " AND r.ts BETWEEN g.from_ts AND g.to_ts) THEN 1.0 ELSE 0.0 END) FROM (" + records + ") AS r")
                .all()
                .get(0)[0];
        return ((Number) Objects.requireNonNull(share)).doubleValue();
    }
}
