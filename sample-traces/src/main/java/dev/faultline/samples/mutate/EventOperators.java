// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawRecord;
import java.util.List;
import java.util.Optional;

/** Single records that go, come twice, come late, or change places. */
final class EventOperators {
    private static final int DELAY = 8;

    private EventOperators() {}

    static List<Operator> all() {
        return List.of(
                new Operator(
                        "drop-event",
                        "One record is gone, and nothing says so. No kernel does this: a filter or a bug of a tool does.",
                        "pairs without their other half are unpaired; no verdict from absence alone",
                        "a record",
                        recording -> Sites.of(
                                recording.ordered(),
                                record -> new Mutation("dropped " + Words.of(record)).remove(record))),
                new Operator(
                        "duplicate-event",
                        "One record is there twice, with the same time.",
                        "counts are one more; a second entry without a return is unpaired",
                        "a record",
                        recording -> Sites.of(
                                recording.ordered(),
                                record -> new Mutation("duplicated " + Words.of(record))
                                        .insertAfter(record, List.of(record.at(record.ts()))))),
                new Operator(
                        "delay-event",
                        "One record comes " + DELAY + " records later on its cpu, with the time of then.",
                        "orders that it belonged to: I4, I5 and I6 where it is an event of writeback",
                        "a cpu with more than " + DELAY + " records",
                        EventOperators::delay),
                new Operator(
                        "reorder-events",
                        "Two neighbours of one cpu change places; the times stay in order.",
                        "orders that they belonged to: nesting of calls, I4 and I5",
                        "two neighbours of different events on one cpu",
                        EventOperators::reorder));
    }

    private static Sites delay(Recording recording) {
        List<RawRecord> places = recording.tracks().stream()
                .flatMap(track ->
                        track.records().subList(0, Math.max(0, track.records().size() - DELAY)).stream())
                .toList();
        return Sites.of(places, record -> {
            RawRecord anchor = recording.neighbour(record, DELAY).orElse(record);
            return new Mutation("delayed " + Words.of(record) + " to " + Words.time(anchor.ts()))
                    .remove(record)
                    .insertAfter(anchor, List.of(record.at(anchor.ts())));
        });
    }

    private static Sites reorder(Recording recording) {
        List<RawRecord> places = recording.tracks().stream()
                .flatMap(track -> track.records().stream())
                .filter(record -> differs(record, recording.neighbour(record, 1)))
                .toList();
        return Sites.of(places, record -> {
            RawRecord next = recording.neighbour(record, 1).orElse(record);
            return new Mutation("exchanged " + Words.of(record) + " and " + Words.of(next))
                    .replace(record, next.at(record.ts()))
                    .replace(next, record.at(next.ts()));
        });
    }

    private static boolean differs(RawRecord record, Optional<RawRecord> next) {
        return next.isPresent() && next.get().event().id() != record.event().id();
    }
}
