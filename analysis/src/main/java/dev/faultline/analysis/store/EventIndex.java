// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The events of the captures in a store, by capture, by name, and by the function that a probe is on. */
final class EventIndex {
    private final Map<Integer, Map<String, StoredEvent>> byName = new HashMap<>();
    private final Map<Integer, Map<Probe, List<StoredEvent>>> byProbe = new HashMap<>();

    EventIndex(TraceDatabase database) {
        for (StoredEvent event : StoredEvent.all(database)) {
            byName.computeIfAbsent(event.captureId(), k -> new HashMap<>()).put(event.qualifiedName(), event);
            event.probe().ifPresent(probe -> add(event, probe));
        }
    }

    private void add(StoredEvent event, Probe probe) {
        Map<Probe, List<StoredEvent>> probes = byProbe.computeIfAbsent(event.captureId(), k -> new HashMap<>());
        for (String function : probe.functions()) {
            probes.computeIfAbsent(new Probe(function, probe.returns()), k -> new ArrayList<>())
                    .add(event);
        }
    }

    /** Captures that have events, in order. */
    Set<Integer> captures() {
        return new TreeSet<>(byName.keySet());
    }

    /** All events of a capture, in no order. */
    Iterable<StoredEvent> of(int captureId) {
        return byName.getOrDefault(captureId, Map.of()).values();
    }

    Optional<StoredEvent> named(int captureId, String qualifiedName) {
        return Optional.ofNullable(byName.getOrDefault(captureId, Map.of()).get(qualifiedName));
    }

    /** Events whose names say that they are this probe; see {@link Probe#answers}. */
    List<StoredEvent> probes(int captureId, Probe probe) {
        return byProbe.getOrDefault(captureId, Map.of()).getOrDefault(probe, List.of());
    }

    /** Functions that the probes of a capture may be on, by their names. */
    Set<String> functions(int captureId, boolean returns) {
        return byProbe.getOrDefault(captureId, Map.of()).keySet().stream()
                .filter(probe -> probe.returns() == returns)
                .map(Probe::event)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Functions that any probe may be on. */
    Set<String> functions() {
        return byProbe.values().stream()
                .flatMap(probes -> probes.keySet().stream())
                .map(Probe::event)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
