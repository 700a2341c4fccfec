// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/**
 * One lock as lockdep sees it: a class and an address. Its events exist only in a kernel with lockdep; the truth knows the
 * holds in that case too, and only then.
 */
final class LockClass {
    static final int WRITE = 0;

    /** Bits of lock_acquire's flags (include/trace/events/lock.h): trylock 1, read 2. */
    static final int READ = 2;

    static final int TRY_READ = 3;

    private final Simulation simulation;
    private final String name;
    private final long address;
    private final boolean stated;
    private final Event acquire;
    private final Event acquired;
    private final Event contended;
    private final Event release;
    private final long[] hold = new long[2];

    /** @param stated whether lock_acquired is recorded: of mutexes, semaphores and spin locks, not of annotations */
    LockClass(Simulation simulation, String name, boolean stated) {
        this.simulation = simulation;
        this.name = name;
        this.stated = stated;
        this.address = simulation.nextAddress(64);
        acquire = event("lock_acquire", "flags");
        acquired = event("lock_acquired");
        contended = event("lock_contended");
        release = event("lock_release");
    }

    private Event event(String event, String... fields) {
        return simulation
                .recorder
                .event("lock", event, fields)
                .text("name", name)
                .constant("lockdep_addr", address);
    }

    /** Asks for the lock. */
    void acquire(Task task, int flags) {
        if (simulation.kernel.lockdep()) {
            acquire.start().add(flags).emit();
            simulation.recorder.countLock();
            if (!stated) {
                task.holds.push(this, flags, simulation.recorder.now());
            }
        }
    }

    /** Has got it. */
    void acquired(Task task, int flags) {
        if (simulation.kernel.lockdep() && stated) {
            acquired.emit();
            simulation.recorder.countLock();
            task.holds.push(this, flags, simulation.recorder.now());
        }
    }

    void contended() {
        if (simulation.kernel.lockdep()) {
            contended.emit();
            simulation.recorder.countLock();
        }
    }

    /** Takes a lock that is free: nobody else ever holds it between steps. */
    void take(Task task, int flags) {
        acquire(task, flags);
        acquired(task, flags);
    }

    void release(Task task) {
        if (simulation.kernel.lockdep()) {
            release.emit();
            simulation.recorder.countLock();
            task.holds.pop(this, hold);
            simulation.truth.hold(task, this, hold[0], hold[1]);
        }
    }

    String name() {
        return name;
    }

    long address() {
        return address;
    }

    @Override
    public String toString() {
        return name;
    }
}
