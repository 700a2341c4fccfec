// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawRecord;
import java.util.Comparator;
import java.util.List;

/** Changes that a verdict must survive. */
final class NeutralOperators {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final List<String> CPU_FIELDS = List.of("target_cpu", "dest_cpu", "orig_cpu");
    private static final String SECOND_BUFFER = "second";

    private NeutralOperators() {}

    static List<Operator> all() {
        return List.of(
                new Operator(
                        "none",
                        "Nothing: the capture is read and written again.",
                        "nothing may change",
                        "nothing",
                        Reach.RECORDS,
                        recording -> Sites.whole(new Mutation("no record changed"))),
                new Operator(
                        "shift-time",
                        "Every time stamp is an hour later.",
                        "nothing but the times may change",
                        "records",
                        Reach.RECORDS,
                        recording -> Sites.whole(new Mutation("every record 3600 s later")
                                .every(record -> record.at(record.ts() + HOUR_NS)))),
                new Operator(
                        "renumber-cpus",
                        "The last cpu becomes cpu 0 and so on, in buffers, statistics and the fields target_cpu, "
                                + "dest_cpu and orig_cpu.",
                        "nothing but the cpus may change",
                        "records",
                        NeutralOperators::renumber),
                new Operator(
                        "split-buffers",
                        "The events of one system move from the top buffer into an instance of its own, as "
                                + "trace-cmd record -B does.",
                        "nothing but the buffer may change",
                        "a top buffer with events of two systems",
                        Reach.BUFFERS,
                        NeutralOperators::split));
    }

    private static Sites renumber(Recording recording) {
        int last = recording.tracks().stream().mapToInt(Track::cpu).max().orElse(0);
        return Sites.whole(new Mutation("cpu n is now cpu " + last + " - n")
                .renumber(cpu -> cpu <= last ? last - cpu : cpu)
                .every(record -> renumbered(record, last)));
    }

    private static RawRecord renumbered(RawRecord record, int last) {
        RawRecord changed = record;
        for (String field : CPU_FIELDS) {
            long cpu = record.value(field);
            if (record.has(field) && cpu <= last) {
                changed = changed.with(field, last - cpu);
            }
        }
        return changed;
    }

    private static Sites split(Recording recording) {
        List<String> systems = recording.ordered().stream()
                .filter(record -> record.buffer().isEmpty())
                .map(record -> record.event().system())
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
        boolean taken = recording.original().instances().contains(SECOND_BUFFER);
        if (systems.size() < 2 || taken) {
            return Sites.none();
        }
        return Sites.of(
                systems,
                system -> new Mutation("events of " + system + " moved into the instance " + SECOND_BUFFER)
                        .assign(
                                SECOND_BUFFER,
                                record -> record.buffer().isEmpty()
                                                && record.event().system().equals(system)
                                        ? SECOND_BUFFER
                                        : record.buffer()));
    }
}
