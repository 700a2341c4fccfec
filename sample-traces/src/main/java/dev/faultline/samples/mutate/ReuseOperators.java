// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Numbers that a later thread or file has again. */
final class ReuseOperators {
    private static final List<String> PID_FIELDS = List.of("common_pid", "pid", "prev_pid", "next_pid", "child_pid");
    private static final List<String> INO_FIELDS = List.of("ino", "i_ino");

    private ReuseOperators() {}

    static List<Operator> all() {
        return List.of(
                new Operator(
                        "pid-reuse",
                        "A thread has the id of one that was gone before it came: its events name the other's.",
                        "calls of the two do not pair; tables of tasks show one id with two lives",
                        "a thread whose first record is after another's last",
                        recording -> reuse("tid", span(recording, ReuseOperators::tid), PID_FIELDS)),
                new Operator(
                        "inode-reuse",
                        "A file has the inode number of one that was gone before it came.",
                        "pages of the old file are not those of the new one: sizes, dirty and writeback states start anew",
                        "a file whose first record is after another's last",
                        recording -> reuse("inode", span(recording, Page::ino), INO_FIELDS)));
    }

    private record Span(long number, long first, long last) {}

    private record Pair(long old, long young) {}

    private static long tid(RawRecord record) {
        return record.pid();
    }

    private static List<Span> span(Recording recording, Function<RawRecord, Long> number) {
        Map<Long, Span> spans = new TreeMap<>();
        for (RawRecord record : recording.ordered()) {
            long key = number.apply(record);
            Span known = spans.getOrDefault(key, new Span(key, record.ts(), record.ts()));
            spans.put(key, new Span(key, known.first(), record.ts()));
        }
        spans.remove(0L);
        return List.copyOf(spans.values());
    }

    private static Sites reuse(String kind, List<Span> spans, List<String> fields) {
        List<Pair> places = new ArrayList<>();
        for (Span young : spans) {
            spans.stream()
                    .filter(old -> old.last() < young.first())
                    .findFirst()
                    .ifPresent(old -> places.add(new Pair(old.number(), young.number())));
        }
        return Sites.of(
                places,
                pair -> new Mutation(kind + " " + pair.young() + " is now " + pair.old())
                        .every(record -> renamed(record, pair, fields)));
    }

    private static RawRecord renamed(RawRecord record, Pair pair, List<String> fields) {
        RawRecord changed = record;
        for (String field : fields) {
            if (record.has(field) && record.value(field) == pair.young()) {
                changed = changed.with(field, pair.old());
            }
        }
        return changed;
    }
}
