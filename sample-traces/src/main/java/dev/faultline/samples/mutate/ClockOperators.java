// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawRecord;
import java.util.List;

/** Clocks that step, differ, or overflow. */
final class ClockOperators {
    private static final long STEP_NS = 50_000_000;
    private static final long SKEW_NS = 2_000_000;
    private static final long STAMP = 1L << 59;

    private ClockOperators() {}

    static List<Operator> all() {
        return List.of(
                new Operator(
                        "clock-step",
                        "From one record on, the clock of all cpus is 50 ms behind: time goes back once.",
                        "durations across the step are negative or too short: unpaired or unknown, never a large number",
                        "records",
                        Reach.RECORDS,
                        ClockOperators::step),
                new Operator(
                        "cpu-skew",
                        "The clock of one cpu is 2 ms ahead of the others: its events are out of order with theirs.",
                        "CLOCK-SKEW (G02)",
                        "records of two cpus",
                        Reach.RECORDS,
                        ClockOperators::skew),
                new Operator(
                        "timestamp-overflow",
                        "All time stamps are moved so that one record is the first at or above 2^59 ns, where the ring "
                                + "buffer's absolute time stamps overflow (rb_fix_abs_ts()).",
                        "nothing but the times may change",
                        "records",
                        Reach.SUB_BUFFERS,
                        ClockOperators::overflow));
    }

    private static Sites step(Recording recording) {
        List<RawRecord> all = recording.ordered();
        return Sites.of(
                all,
                first -> new Mutation("50 ms back from " + Words.of(first))
                        .every(record -> record.ts() >= first.ts() ? record.at(record.ts() - STEP_NS) : record));
    }

    private static Sites skew(Recording recording) {
        List<Integer> cpus = recording.tracks().stream()
                .filter(track -> !track.records().isEmpty())
                .map(Track::cpu)
                .distinct()
                .sorted()
                .toList();
        return cpus.size() < 2
                ? Sites.none()
                : Sites.of(
                        cpus,
                        cpu -> new Mutation("the clock of cpu " + cpu + " is 2 ms ahead")
                                .every(record -> record.cpu() == cpu ? record.at(record.ts() + SKEW_NS) : record));
    }

    private static Sites overflow(Recording recording) {
        return Sites.of(recording.ordered(), first -> {
            long shift = STAMP - (first.ts() - recording.original().tsOffset());
            return new Mutation("2^59 ns at " + Words.of(first)).every(record -> record.at(record.ts() + shift));
        });
    }
}
