// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/** A lock that tasks wait for asleep: one writer or many readers. */
final class RwLock {
    private final LockClass lock;
    private final WaitQueue waiting = new WaitQueue();
    private int readers;
    private boolean written;
    private int writersWaiting;

    RwLock(LockClass lock) {
        this.lock = lock;
    }

    /** Takes the lock, or goes to sleep: false means that the caller has to ask again when it is woken. */
    boolean acquire(Task task, boolean exclusive) {
        boolean waited = task.holds.waitsFor(lock);
        if (!waited) {
            lock.acquire(task, exclusive ? LockClass.WRITE : LockClass.READ);
        }
        boolean free = exclusive ? !written && readers == 0 : !written && (waited || writersWaiting == 0);
        if (free) {
            writersWaiting -= waited && exclusive ? 1 : 0;
            task.holds.stopWaiting();
            grant(exclusive);
            lock.acquired(task, exclusive ? LockClass.WRITE : LockClass.READ);
            return true;
        }
        if (!waited) {
            lock.contended();
            task.holds.waitFor(lock);
            writersWaiting += exclusive ? 1 : 0;
        }
        task.waitOn(waiting, Task.UNINTERRUPTIBLE);
        return false;
    }

    private void grant(boolean exclusive) {
        if (exclusive) {
            written = true;
        } else {
            readers++;
        }
    }

    void release(Task task) {
        if (written) {
            written = false;
        } else {
            readers--;
        }
        lock.release(task);
        if (!written && readers == 0) {
            waiting.wakeAll();
        }
    }
}
