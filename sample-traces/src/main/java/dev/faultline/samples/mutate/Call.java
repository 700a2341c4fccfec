// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A call of a function that has an entry and a return probe.
 *
 * @param entry the entry probe's record
 * @param end the return probe's, of the same thread
 */
record Call(RawRecord entry, RawRecord end) {
    private record Key(int tid, String function) {}

    /** Calls of functions, in the order of their returns. A call with an error of pairing is left out. */
    static List<Call> of(Recording recording, Set<String> functions) {
        Map<Key, RawRecord> open = new HashMap<>();
        List<Call> calls = new ArrayList<>();
        Set<String> names = new HashSet<>(functions);
        functions.forEach(function -> names.addAll(List.of(function + "_ret", function + "__return")));
        for (RawRecord record : recording.named(names)) {
            Key key = new Key(record.pid(), function(record.event().name()));
            if (functions.contains(record.event().name())) {
                open.put(key, record);
            } else if (open.containsKey(key)) {
                calls.add(new Call(open.remove(key), record));
            }
        }
        return calls;
    }

    /** The low 32 bits of the returned register. */
    long result() {
        return end.value("ret") & 0xffffffffL;
    }

    String function() {
        return entry.event().name();
    }

    /** What the thread recorded from the entry to the return, both included. */
    List<RawRecord> records(Recording recording) {
        List<RawRecord> thread = recording.thread(entry.pid());
        int from = identityIndex(thread, entry);
        int to = from;
        while (to < thread.size() && !thread.get(to).equals(end)) {
            to++;
        }
        return from < 0 || to == thread.size() ? List.of() : thread.subList(from, to + 1);
    }

    /** Records of probes and returns of some functions within this call. */
    List<RawRecord> within(Recording recording, Set<String> functions) {
        return records(recording).stream()
                .filter(record -> functions.contains(function(record.event().name())))
                .toList();
    }

    /** The name without what marks a return probe. */
    static String function(String event) {
        if (event.endsWith("__return")) {
            return event.substring(0, event.length() - "__return".length());
        }
        return event.endsWith("_ret") ? event.substring(0, event.length() - "_ret".length()) : event;
    }

    private static int identityIndex(List<RawRecord> records, RawRecord wanted) {
        int low = 0;
        int high = records.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (records.get(middle).ts() < wanted.ts()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low; i < records.size() && records.get(i).ts() == wanted.ts(); i++) {
            if (records.get(i).equals(wanted)) {
                return i;
            }
        }
        return -1;
    }
}
