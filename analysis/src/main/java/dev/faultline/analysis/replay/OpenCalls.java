// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls of page_mkwrite in progress, by the page they are for: one of a page is found without looking at the others. */
final class OpenCalls {
    private final List<WriteCall> all = new ArrayList<>();
    private List<@Nullable WriteCall> buckets = empty(64);

    void add(WriteCall call) {
        if (call.place >= 0) {
            remove(call);
        }
        if (all.size() == buckets.size()) {
            buckets = empty(buckets.size() * 2);
            all.forEach(this::link);
        }
        call.place = all.size();
        all.add(call);
        link(call);
    }

    private void link(WriteCall call) {
        int bucket = bucket(call.ino, call.index);
        call.next = buckets.get(bucket);
        buckets.set(bucket, call);
    }

    void remove(WriteCall call) {
        if (call.place < 0) {
            return;
        }
        unlink(call);
        WriteCall last = all.remove(all.size() - 1);
        if (last != call) {
            last.place = call.place;
            all.set(call.place, last);
        }
        call.place = -1;
    }

    private void unlink(WriteCall call) {
        int bucket = bucket(call.ino, call.index);
        WriteCall at = buckets.get(bucket);
        if (at == call) {
            buckets.set(bucket, call.next);
            return;
        }
        while (at != null && at.next != call) {
            at = at.next;
        }
        if (at != null) {
            at.next = call.next;
        }
    }

    /** The first of those that may be for a page; the others follow by {@link WriteCall#next}. Not all of them are for it. */
    @Nullable
    WriteCall first(long ino, long index) {
        return buckets.get(bucket(ino, index));
    }

    int size() {
        return all.size();
    }

    WriteCall get(int i) {
        return all.get(i);
    }

    void clear() {
        all.forEach(call -> call.place = -1);
        all.clear();
        Collections.fill(buckets, null);
    }

    private int bucket(long ino, long index) {
        long mixed = (ino * 0x9e3779b97f4a7c15L + index) * 0xbf58476d1ce4e5b9L;
        return (int) (mixed >>> 40) & (buckets.size() - 1);
    }

    private static List<@Nullable WriteCall> empty(int size) {
        return new ArrayList<>(Collections.<@Nullable WriteCall>nCopies(size, null));
    }
}
