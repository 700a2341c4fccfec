// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code replay-floors.tsv}: how often each invariant is checked and F3 and F4 are told apart at least, per capture, and which
 * counters the kernel's own must confirm. A capture without a line has not been looked at: that fails.
 */
public record Floors(Map<String, String[]> rows) {
    private static final List<Clause> INVARIANTS = List.of(Clause.I1, Clause.I3, Clause.I4, Clause.I5, Clause.I8);
    private static final List<Clause> TRANSITIONS = List.of(Clause.F3, Clause.F4);
    private static final int COUNTERS = 8;

    public static Floors read() throws IOException {
        try (InputStream in = Objects.requireNonNull(Floors.class.getResourceAsStream("/replay-floors.tsv"))) {
            Map<String, String[]> rows = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(row -> rows.put(row[0], row));
            return new Floors(rows);
        }
    }

    public void check(String capture, ReplayResult result, VmstatDelta truth) {
        String[] row = rows.get(capture);
        assertThat(row).as("line of %s in replay-floors.tsv", capture).isNotNull();
        for (int i = 0; i < INVARIANTS.size(); i++) {
            InvariantResult invariant = result.invariant(INVARIANTS.get(i));
            assertThat(invariant.checked()).as(invariant.id()).isGreaterThanOrEqualTo(Long.parseLong(row[i + 1]));
            assertThat(invariant.notCheckable() == null).as(invariant.id()).isEqualTo(invariant.checked() > 0);
        }
        for (int i = 0; i < TRANSITIONS.size(); i++) {
            TransitionResult transition = result.transition(TRANSITIONS.get(i));
            assertThat(transition.taken())
                    .as(transition.id())
                    .isGreaterThanOrEqualTo(Long.parseLong(row[INVARIANTS.size() + 1 + i]));
        }
        if (row[COUNTERS].contains("dirtied")) {
            assertThat(result.predicted().dirtied())
                    .as("dirtied")
                    .isBetween(
                            truth.dirtied() - VmstatDelta.tolerance(truth.dirtied()),
                            truth.dirtied() + VmstatDelta.tolerance(truth.dirtied()));
        }
        if (row[COUNTERS].contains("written")) {
            assertThat(result.predicted().written())
                    .as("written")
                    .isBetween(
                            truth.written() - VmstatDelta.tolerance(truth.written()),
                            truth.written() + VmstatDelta.tolerance(truth.written()));
        }
    }
}
