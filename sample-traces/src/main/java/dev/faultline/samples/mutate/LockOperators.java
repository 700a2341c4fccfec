// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Locks that are never released, or taken the wrong way round. */
final class LockOperators {
    private static final String ACQUIRE = "lock_acquire";
    private static final String RELEASE = "lock_release";
    private static final String MMAP_LOCK = "&mm->mmap_lock";

    private LockOperators() {}

    static List<Operator> all() {
        return List.of(
                new Operator(
                        "lock-release-lost",
                        "A lock that was taken is not released: the lock_release is gone.",
                        "the hold has no end; a thread that takes it again seems to take it twice",
                        "lock:lock_acquire and lock:lock_release",
                        LockOperators::unreleased),
                new Operator(
                        "lock-acquisition-lost",
                        "A lock that was held in a probed call and released was not taken: all that led to it is gone.",
                        "a release without an acquisition; a rule that the lock seems to break is degraded",
                        "lock:lock_acquire and lock:lock_release around a probe of the same thread",
                        LockOperators::untaken),
                new Operator(
                        "lock-order-inverted",
                        "A thread takes mmap_lock and then another lock; the two lock_acquire change places.",
                        "LOCK-INVERSION (B12), I17",
                        "lock:lock_acquire of mmap_lock with another lock taken inside",
                        LockOperators::inverted));
    }

    private static Sites unreleased(Recording recording) {
        Map<String, RawRecord> open = new HashMap<>();
        List<RawRecord> places = new ArrayList<>();
        for (RawRecord record : recording.named(Set.of(ACQUIRE, RELEASE))) {
            String key = key(record);
            if (record.event().name().equals(ACQUIRE)) {
                open.put(key, record);
            } else if (open.remove(key) != null) {
                places.add(record);
            }
        }
        return Sites.of(
                places,
                record -> new Mutation("removed the release of " + record.text("name") + ": " + Words.of(record))
                        .remove(record));
    }

    /** Records of one acquisition, and whether a probe was met while the lock was held. */
    private static final class Taking {
        private final List<RawRecord> records = new ArrayList<>();
        private boolean around;
    }

    private static Sites untaken(Recording recording) {
        Map<Integer, Map<String, Taking>> threads = new HashMap<>();
        List<Taking> places = new ArrayList<>();
        for (RawRecord record : recording.ordered()) {
            Map<String, Taking> open = threads.computeIfAbsent(record.pid(), pid -> new LinkedHashMap<>());
            if (!record.event().system().equals("lock")) {
                open.values().forEach(taking -> taking.around |= !record.inInterrupt() && isProbe(record));
                continue;
            }
            String key = key(record);
            if (record.event().name().equals(ACQUIRE)) {
                open.put(key, new Taking());
            }
            Taking taking = open.get(key);
            if (record.event().name().equals(RELEASE)) {
                open.remove(key);
                Optional.ofNullable(taking).filter(whole -> whole.around).ifPresent(places::add);
            } else if (taking != null) {
                taking.records.add(record);
            }
        }
        return Sites.of(places, LockOperators::remove);
    }

    private static boolean isProbe(RawRecord record) {
        return record.event().fields().stream().anyMatch(field -> field.name().equals("__probe_ip"));
    }

    private static Mutation remove(Taking taking) {
        RawRecord first = taking.records.get(0);
        Mutation mutation = new Mutation("removed the acquisition of " + first.text("name") + ": " + Words.of(first));
        taking.records.forEach(mutation::remove);
        return mutation;
    }

    private static String key(RawRecord record) {
        return record.pid() + " " + record.value("lockdep_addr") + " " + record.inInterrupt();
    }

    private record Pair(RawRecord outer, RawRecord inner) {}

    private static Sites inverted(Recording recording) {
        Map<Integer, RawRecord> held = new HashMap<>();
        List<Pair> places = new ArrayList<>();
        for (RawRecord record : recording.named(Set.of(ACQUIRE, RELEASE))) {
            if (record.inInterrupt()) {
                continue;
            }
            boolean mmapLock = record.text("name").equals(MMAP_LOCK);
            boolean acquire = record.event().name().equals(ACQUIRE);
            if (mmapLock && !acquire) {
                held.remove(record.pid());
            } else if (mmapLock) {
                held.put(record.pid(), record);
            } else if (acquire) {
                Optional.ofNullable(held.remove(record.pid())).ifPresent(outer -> places.add(new Pair(outer, record)));
            }
        }
        return Sites.of(places, LockOperators::invert);
    }

    private static Mutation invert(Pair pair) {
        RawRecord outer = pair.outer();
        RawRecord inner = pair.inner();
        return new Mutation("exchanged the order of " + outer.text("name") + " and " + inner.text("name") + " at "
                        + Words.of(outer))
                .replace(outer, inner.on(outer).at(outer.ts()))
                .replace(inner, outer.on(inner).at(inner.ts()));
    }
}
