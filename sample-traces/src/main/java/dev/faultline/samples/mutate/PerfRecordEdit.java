// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawEvent;
import dev.faultline.samples.read.RawField;
import dev.faultline.samples.read.RawPerfAttr;
import dev.faultline.samples.read.RawPerfData;
import dev.faultline.samples.read.RawPerfRecord;
import dev.faultline.samples.read.RawRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes mutated tracepoints back into the samples that carried them. */
@SuppressWarnings("ReferenceEquality") // a duplicate equals its original
final class PerfRecordEdit {
    private static final int SIZE_AT = 6;
    private static final int LARGEST = 0xffff;
    /** Stands for a record that has nothing but a time and a cpu. */
    private static final RawEvent NO_EVENT =
            new RawEvent("perf", "record", -1, List.of(new RawField("int", "common_pid", 4, 4, true)), List.of(), "");

    private final RawPerfData data;
    private final Mutation mutation;
    /** A sample of each event. */
    private final Map<Integer, RawPerfRecord> examples = new HashMap<>();
    /** Processes of threads. */
    private final Map<Integer, Integer> processes = new HashMap<>();

    PerfRecordEdit(RawPerfData data, Mutation mutation) {
        this.data = data;
        this.mutation = mutation;
        for (RawPerfRecord record : data.records()) {
            RawRecord event = record.event();
            if (event != null) {
                examples.putIfAbsent(event.event().id(), record);
                int tid = record.places().tid();
                if (tid >= 0) {
                    ByteBuffer words = words(record.bytes());
                    processes.putIfAbsent(words.getInt(tid + 4), words.getInt(tid));
                }
            }
        }
    }

    private ByteBuffer words(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(data.order());
    }

    /** What becomes of a record. */
    List<byte[]> apply(RawPerfRecord record) {
        RawRecord event = record.event();
        if (event == null) {
            return List.of(moved(record));
        }
        List<byte[]> all = new ArrayList<>();
        for (RawRecord now : mutation.apply(List.of(event))) {
            boolean same = now == event && mutation.cpu(event.cpu()) == event.cpu();
            all.add(same ? record.bytes() : sample(now, record));
        }
        return all;
    }

    /** A record without a tracepoint: its time and its cpu change with those of the others. */
    private byte[] moved(RawPerfRecord record) {
        RawPerfAttr.Places places = record.places();
        if (places.time() < 0) {
            return record.bytes();
        }
        byte[] bytes = record.bytes().clone();
        ByteBuffer words = words(bytes);
        int cpu = places.cpu() < 0 ? 0 : words.getInt(places.cpu());
        long ts = words.getLong(places.time());
        RawRecord now = mutation.moved(new RawRecord(NO_EVENT, "", cpu, ts, 0, new byte[8], data.order()));
        // Before the first tracepoint perf writes records of its own, at time 0.
        words.putLong(places.time(), ts == 0 ? 0 : now.ts());
        if (places.cpu() >= 0) {
            words.putInt(places.cpu(), mutation.cpu(cpu));
        }
        return bytes;
    }

    /** A sample like that of its event, or of the record it stands beside, with the tracepoint in it. */
    private byte[] sample(RawRecord now, RawPerfRecord beside) {
        RawRecord there = beside.event();
        boolean other = there == null || there.event().id() != now.event().id();
        RawPerfRecord like = other ? examples.getOrDefault(now.event().id(), beside) : beside;
        RawPerfAttr.Places places = like.places();
        byte[] payload = now.payload();
        int padded = (payload.length + 4 + 7 & -8) - 4;
        int oldEnd = places.raw() + 4 + words(like.bytes()).getInt(places.raw());
        int size = places.raw() + 4 + padded + like.bytes().length - oldEnd;
        if (size > LARGEST) {
            throw new IllegalArgumentException("a sample of " + size + " bytes: its size has 16 bits");
        }
        byte[] bytes = new byte[size];
        System.arraycopy(like.bytes(), 0, bytes, 0, places.raw());
        System.arraycopy(payload, 0, bytes, places.raw() + 4, payload.length);
        System.arraycopy(like.bytes(), oldEnd, bytes, places.raw() + 4 + padded, like.bytes().length - oldEnd);
        ByteBuffer words = words(bytes);
        words.putShort(SIZE_AT, (short) size);
        words.putInt(places.raw(), padded);
        words.putLong(places.time(), now.ts());
        identity(words, places, now, like);
        return bytes;
    }

    private void identity(ByteBuffer words, RawPerfAttr.Places places, RawRecord now, RawPerfRecord like) {
        if (places.cpu() >= 0) {
            words.putInt(places.cpu(), mutation.cpu(now.cpu()));
        }
        RawRecord old = like.event();
        if (places.tid() >= 0 && (old == null || old.pid() != now.pid())) {
            words.putInt(places.tid(), processes.getOrDefault(now.pid(), now.pid()));
            words.putInt(places.tid() + 4, now.pid());
        }
        RawPerfAttr attr = data.attr(now.event());
        if (places.id() >= 0
                && attr != null
                && attr != like.attr()
                && !attr.ids().isEmpty()) {
            words.putLong(places.id(), attr.ids().get(0));
        }
    }
}
