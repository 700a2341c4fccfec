// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawRecord;
import dev.faultline.samples.read.RawSubBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One change of one capture: the records that go, and those that come, each with its place. Records are told apart by
 * identity: a duplicate equals its original.
 */
@SuppressWarnings("ReferenceEquality")
public final class Mutation {
    private final String what;
    private final Set<RawRecord> removed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<RawRecord, RawRecord> replaced = new IdentityHashMap<>();
    private final IdentityHashMap<RawRecord, List<RawRecord>> before = new IdentityHashMap<>();
    private final IdentityHashMap<RawRecord, List<RawRecord>> after = new IdentityHashMap<>();
    private final IdentityHashMap<RawSubBuffer, Mark> dropped = new IdentityHashMap<>();
    private UnaryOperator<RawRecord> every = record -> record;
    private IntUnaryOperator cpu = number -> number;
    private @Nullable Function<RawRecord, String> buffer;
    private String newBuffer = "";

    /** @param what the change in words, with the place */
    Mutation(String what) {
        this.what = what;
    }

    /** The change in words. */
    public String what() {
        return what;
    }

    Mutation remove(RawRecord record) {
        removed.add(record);
        return this;
    }

    Mutation removeAll(List<RawRecord> records) {
        removed.addAll(records);
        return this;
    }

    Mutation replace(RawRecord record, RawRecord with) {
        replaced.put(record, with);
        return this;
    }

    /** Puts records right behind another, into its cpu's buffer. */
    Mutation insertAfter(RawRecord anchor, List<RawRecord> records) {
        after.computeIfAbsent(anchor, key -> new ArrayList<>()).addAll(records);
        return this;
    }

    /** Puts records right in front of another, into its cpu's buffer. */
    Mutation insertBefore(RawRecord anchor, List<RawRecord> records) {
        before.computeIfAbsent(anchor, key -> new ArrayList<>()).addAll(records);
        return this;
    }

    Mutation drop(RawSubBuffer subBuffer, Mark mark) {
        dropped.put(subBuffer, mark);
        return this;
    }

    /** Changes every record that {@code change} does not return as it is. */
    Mutation every(UnaryOperator<RawRecord> change) {
        every = change;
        return this;
    }

    Mutation renumber(IntUnaryOperator cpus) {
        cpu = cpus;
        return this;
    }

    /** Distributes the records over the top buffer and a new one of that name. */
    Mutation assign(String instance, Function<RawRecord, String> buffers) {
        newBuffer = instance;
        buffer = buffers;
        return this;
    }

    @Nullable
    Mark mark(RawSubBuffer subBuffer) {
        return dropped.get(subBuffer);
    }

    /** What becomes of something that has only a time: a record of another kind, a mark. */
    RawRecord moved(RawRecord record) {
        return every.apply(record);
    }

    int cpu(int number) {
        return cpu.applyAsInt(number);
    }

    String newBuffer() {
        return newBuffer;
    }

    /** The buffer a record is written to. */
    String buffer(RawRecord record) {
        return buffer == null ? record.buffer() : buffer.apply(record);
    }

    /** What becomes of the records of a sub-buffer; the same list when nothing does. */
    List<RawRecord> apply(List<RawRecord> records) {
        List<RawRecord> changed = new ArrayList<>();
        boolean same = true;
        for (RawRecord record : records) {
            int at = changed.size();
            add(record, changed);
            same &= changed.size() == at + 1 && changed.get(at) == record;
        }
        return same ? records : changed;
    }

    private void add(RawRecord record, List<RawRecord> changed) {
        changed.addAll(before.getOrDefault(record, List.of()));
        if (!removed.contains(record)) {
            RawRecord kept = replaced.getOrDefault(record, record);
            changed.add(every.apply(kept));
        }
        changed.addAll(after.getOrDefault(record, List.of()));
    }

    /** Records of the original that the mutated capture does not have, or has changed. */
    public List<RawRecord> removed(Recording recording) {
        List<RawRecord> gone = new ArrayList<>();
        visit(recording, (record, now) -> {
            if (!now.contains(record)) {
                gone.add(record);
            }
        });
        return gone;
    }

    /** Records of the mutated capture that the original does not have. */
    public List<RawRecord> added(Recording recording) {
        List<RawRecord> come = new ArrayList<>();
        visit(
                recording,
                (record, now) ->
                        now.stream().filter(candidate -> candidate != record).forEach(come::add));
        return come;
    }

    private void visit(Recording recording, Visitor visitor) {
        for (Track track : recording.tracks()) {
            for (RawSubBuffer subBuffer : track.subBuffers()) {
                boolean kept = !dropped.containsKey(subBuffer);
                for (RawRecord record : subBuffer.records()) {
                    List<RawRecord> now = new ArrayList<>();
                    if (kept) {
                        add(record, now);
                    }
                    visitor.visit(record, Collections.unmodifiableList(now));
                }
            }
        }
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(RawRecord record, List<RawRecord> now);
    }
}
