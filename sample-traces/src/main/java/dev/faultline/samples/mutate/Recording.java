// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawEvent;
import dev.faultline.samples.read.RawRecord;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A capture in memory, as operators look at it: about 200 bytes per record. */
public final class Recording {
    private static final long LARGEST = Integer.MAX_VALUE - 8;

    private final Original original;
    private final IdentityHashMap<RawRecord, Integer> places = new IdentityHashMap<>();
    private List<RawRecord> ordered = List.of();
    private Map<Integer, List<RawRecord>> threads = Map.of();
    private Map<Integer, List<Call>> faults = Map.of();

    private Recording(Original original) {
        this.original = original;
    }

    /**
     * Reads a capture, packed or not: a trace.dat, a perf.data, text, or a directory of raw pages.
     *
     * @throws IllegalArgumentException when it is none of them, is damaged, or has more than 2 GiB
     */
    public static Recording read(Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
            throw new IllegalArgumentException(file + ": only captures of up to 2 GiB can be mutated");
        }
        try {
            return new Recording(Originals.read(file));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IllegalArgumentException(file + ": the capture is damaged, it cannot be mutated", e);
        }
    }

    Original original() {
        return original;
    }

    List<Track> tracks() {
        return original.tracks();
    }

    /** Every record by time; ties in the order of the buffers, their cpus and the records. */
    public List<RawRecord> ordered() {
        if (ordered.isEmpty()) {
            List<RawRecord> all = new ArrayList<>();
            tracks().forEach(track -> all.addAll(track.records()));
            all.sort(Comparator.comparingLong(RawRecord::ts));
            ordered = all;
        }
        return ordered;
    }

    /** Records of events of these names, by time. */
    List<RawRecord> named(Set<String> names) {
        return ordered().stream()
                .filter(record -> names.contains(record.event().name()))
                .toList();
    }

    /** What a thread did, by time, interrupts left out. */
    List<RawRecord> thread(int tid) {
        if (threads.isEmpty()) {
            threads = new HashMap<>();
            for (RawRecord record : ordered()) {
                if (!record.inInterrupt()) {
                    threads.computeIfAbsent(record.pid(), key -> new ArrayList<>())
                            .add(record);
                }
            }
        }
        return threads.getOrDefault(tid, List.of());
    }

    /** The record that many places behind (or, negative, before) another in its cpu's buffer. */
    Optional<RawRecord> neighbour(RawRecord record, int distance) {
        Track track = track(record);
        int at = place(track, record) + distance;
        return at < 0 || at >= track.records().size()
                ? Optional.empty()
                : Optional.of(track.records().get(at));
    }

    /** The event of that name, if the capture declares it. */
    Optional<RawEvent> event(String system, String name) {
        return original.events().stream()
                .filter(event -> event.name().equals(name) && event.system().equals(system))
                .findFirst();
    }

    /** The call of handle_mm_fault around another call. */
    Optional<Call> fault(Call call) {
        if (faults.isEmpty()) {
            faults = new HashMap<>();
            for (Call fault : Call.of(this, Events.FAULT)) {
                faults.computeIfAbsent(fault.entry().pid(), key -> new ArrayList<>())
                        .add(fault);
            }
        }
        return faults.getOrDefault(call.entry().pid(), List.of()).stream()
                .filter(fault -> fault.entry().ts() <= call.entry().ts())
                .filter(fault -> fault.end().ts() >= call.end().ts())
                .findFirst();
    }

    private Track track(RawRecord record) {
        return tracks().stream()
                .filter(track ->
                        track.cpu() == record.cpu() && track.buffer().name().equals(record.buffer()))
                .findFirst()
                .orElseThrow();
    }

    private int place(Track track, RawRecord record) {
        if (!places.containsKey(record)) {
            for (int i = 0; i < track.records().size(); i++) {
                places.put(track.records().get(i), i);
            }
        }
        return places.getOrDefault(record, -1);
    }
}
