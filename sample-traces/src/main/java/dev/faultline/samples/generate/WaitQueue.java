// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.util.ArrayDeque;

/** Tasks that wait for something. */
final class WaitQueue {
    private final ArrayDeque<Task> waiting = new ArrayDeque<>();

    void add(Task task) {
        waiting.add(task);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Wakes all, in the order they came. Each looks again for what it waits for. */
    void wakeAll() {
        for (int n = waiting.size(); n > 0; n--) {
            Task task = waiting.poll();
            if (task != null) {
                task.wake();
            }
        }
    }
}
