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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Locks that are never released, or taken the wrong way round. */
final class LockOperators {
    private static final String ACQUIRE = "lock_acquire";
    private static final String ACQUIRED = "lock_acquired";
    private static final String RELEASE = "lock_release";
    private static final String ADDRESS = "lockdep_addr";
    private static final long TRYLOCK = 1;
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
                        "A thread takes mmap_lock and then another lock, and now the other way round: their lock_acquire and "
                                + "lock_acquired change places.",
                        "lock-cycle (B12), where the other lock is taken in the right order elsewhere",
                        "lock:lock_acquire of mmap_lock with another lock taken inside; without a trylock, if there is such a place",
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
        return record.pid() + " " + record.value(ADDRESS) + " " + record.inInterrupt();
    }

    /** What one thread recorded as it got a lock: the request and, where the kernel has that event, the grant. */
    private record Pair(List<RawRecord> outer, List<RawRecord> inner) {
        RawRecord first() {
            return outer.get(0);
        }

        long innerLock() {
            return inner.get(0).value(ADDRESS);
        }
    }

    /** What makes no order can still change places, where there is nothing else: no rule may say anything of it. */
    private static Sites inverted(Recording recording) {
        List<Pair> ordered = elsewhereInOrder(pairs(recording, LockOperators::orders));
        return Sites.of(ordered.isEmpty() ? pairs(recording, request -> true) : ordered, LockOperators::invert);
    }

    private static List<Pair> pairs(Recording recording, Predicate<RawRecord> taken) {
        Map<Integer, List<RawRecord>> held = new HashMap<>();
        List<Pair> pairs = new ArrayList<>();
        Map<Integer, Pair> last = new HashMap<>();
        for (RawRecord record : recording.named(Set.of(ACQUIRE, ACQUIRED, RELEASE))) {
            if (record.inInterrupt()) {
                continue;
            }
            Pair pair = last.get(record.pid());
            List<RawRecord> outer = held.get(record.pid());
            String event = record.event().name();
            if (event.equals(ACQUIRED)) {
                addGrant(record, outer, pair);
            } else if (record.text("name").equals(MMAP_LOCK)) {
                held.remove(record.pid());
                if (event.equals(ACQUIRE) && taken.test(record)) {
                    held.put(record.pid(), new ArrayList<>(List.of(record)));
                }
            } else if (event.equals(ACQUIRE) && outer != null && taken.test(record)) {
                held.remove(record.pid());
                Pair found = new Pair(outer, new ArrayList<>(List.of(record)));
                last.put(record.pid(), found);
                pairs.add(found);
            }
        }
        return pairs;
    }

    private static void addGrant(RawRecord grant, @Nullable List<RawRecord> outer, @Nullable Pair pair) {
        if (outer != null && outer.get(0).value(ADDRESS) == grant.value(ADDRESS)) {
            outer.add(grant);
        } else if (pair != null && pair.inner().size() == 1 && pair.innerLock() == grant.value(ADDRESS)) {
            pair.inner().add(grant);
        }
    }

    /** Whether a request makes an order: a trylock does not, and what readers enter without ever waiting is no lock. */
    private static boolean orders(RawRecord request) {
        String name = request.text("name");
        return (request.value("flags") & TRYLOCK) == 0
                && !name.startsWith("rcu_")
                && !name.contains("srcu")
                && !name.contains("seqcount");
    }

    /** Pairs whose inner lock is taken in the right order somewhere else; all of them where there is no such pair. */
    private static List<Pair> elsewhereInOrder(List<Pair> pairs) {
        Map<Long, Long> times = new HashMap<>();
        pairs.forEach(pair -> times.merge(pair.innerLock(), 1L, Long::sum));
        List<Pair> again = pairs.stream()
                .filter(pair -> times.getOrDefault(pair.innerLock(), 0L) > 1)
                .toList();
        return again.isEmpty() ? pairs : again;
    }

    /** The records of both change places, request and grant together. */
    private static Mutation invert(Pair pair) {
        List<RawRecord> places = new ArrayList<>(pair.outer());
        places.addAll(pair.inner());
        List<RawRecord> order = new ArrayList<>(pair.inner());
        order.addAll(pair.outer());
        Mutation mutation = new Mutation("exchanged the order of "
                + pair.first().text("name") + " and " + pair.inner().get(0).text("name") + " at "
                + Words.of(pair.first()));
        for (int i = 0; i < places.size(); i++) {
            RawRecord place = places.get(i);
            mutation.replace(place, order.get(i).on(place).at(place.ts()));
        }
        return mutation;
    }
}
