// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.util.Arrays;

/** What will happen, the next first: a binary heap that allocates nothing once it has grown. */
final class Agenda {
    private Timed[] heap = new Timed[64];
    private int size;
    private long added;

    void add(Timed timed, long due) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        timed.due = due;
        timed.order = added++;
        int at = size++;
        while (at > 0 && before(timed, heap[(at - 1) / 2])) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = timed;
    }

    /** Takes the next; there must be one. */
    Timed take() {
        Timed first = heap[0];
        Timed last = heap[--size];
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], last)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = last;
        return first;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** When the next is due; far away if there is none. */
    long nextDue() {
        return size == 0 ? Long.MAX_VALUE : heap[0].due;
    }

    private static boolean before(Timed a, Timed b) {
        return a.due < b.due || (a.due == b.due && a.order < b.order);
    }
}
