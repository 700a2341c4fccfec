// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/** What the threads of a program share. */
final class Program {
    final WorkerSpec spec;
    final Mapping mapping;

    /** File descriptor its system calls name. */
    final int fd = 3;

    /** Threads wait here for the first to map the file, and the first for the others to end. */
    final WaitQueue turn = new WaitQueue();

    private int running;
    private boolean mapped;

    Program(WorkerSpec spec, Mapping mapping, int threads) {
        this.spec = spec;
        this.mapping = mapping;
        this.running = threads;
    }

    boolean mapped() {
        return mapped;
    }

    void map() {
        mapped = true;
        turn.wakeAll();
    }

    /** A thread has done its work. */
    void finished() {
        running--;
        turn.wakeAll();
    }

    boolean allFinished() {
        return running == 0;
    }
}
