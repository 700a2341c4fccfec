// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import dev.faultline.samples.generate.WorkerSpec.Kind;
import dev.faultline.samples.generate.WorkerSpec.Sync;

/** A thread of a program: maps a file, goes over it again and again, syncs now and then, unmaps. */
final class Worker extends Activity {
    private static final int MAPPED = 1;
    private static final int NEXT = 2;
    private static final int ACCESSED = 3;
    private static final int UNMAP = 4;
    private static final int FINISHED = 5;
    private static final int HOLE_PAGES = 8;
    private static final int LARGE_PAUSE_NS = 50_000;
    private static final int SILENT_NS = 60;

    private final Program program;
    private final WorkerSpec spec;
    private final SimFile file;
    private final int number;
    private final Dice dice;
    private final PageFault fault;
    private final SyncFile sync;
    private final Shrink shrink;
    private final BufferedWrite write;
    private final Simulation simulation;
    private final long multiplier;
    private int round;
    private int done;
    private int sinceSync;
    private int index;
    private boolean reading;

    Worker(Program program, int number, Dice dice) {
        this.program = program;
        this.spec = program.spec;
        this.file = program.mapping.file;
        this.number = number;
        this.dice = dice;
        this.simulation = file.fs.simulation;
        this.fault = new PageFault(simulation, program.mapping);
        this.sync = new SyncFile(simulation, program, spec.sync() == Sync.MSYNC);
        this.shrink = new Shrink(simulation, program);
        this.write = new BufferedWrite(simulation, program);
        this.multiplier = 0x9e3779b1L + 2L * dice.below(1 << 20);
        this.reading = spec.readFirst();
    }

    @Override
    long step(Task task) {
        return switch (at) {
            case MAPPED -> program.mapped() ? then(NEXT, 0) : task.waitOn(program.turn, Task.SLEEPING);
            case NEXT -> next(task);
            case ACCESSED -> accessed(task);
            case FINISHED -> finished();
            case UNMAP -> unmap(task);
            default -> {
                if (number == 0) {
                    simulation.syscalls.mmap(program.mapping, program.fd);
                    simulation.syscalls.exit("mmap", program.mapping.start);
                    program.map();
                }
                yield then(MAPPED, 200);
            }
        };
    }

    private long next(Task task) {
        if (task.cpu.contended()) {
            return task.giveWay();
        }
        int share = share();
        if (done == share) {
            return endOfRound(task);
        }
        if (simulation.enough()) {
            return then(FINISHED, 0);
        }
        if (spec.syncEvery() > 0 && sinceSync >= spec.syncEvery() && spec.sync() != Sync.NONE && !reading) {
            sinceSync = 0;
            return task.call(sync);
        }
        index = page(done++);
        sinceSync++;
        at = ACCESSED;
        return access(task);
    }

    /** Threads divide the pages: thread n of k has every k-th. */
    private int share() {
        return (file.pages - number + spec.threads() - 1) / spec.threads();
    }

    private int page(int turn) {
        int share = share();
        long place = spec.shuffle() ? permuted(turn, share) : turn;
        return (int) (place * spec.threads() + number);
    }

    /** A permutation of 0 to share-1: an affine one of the next power of two, walked until it is inside. */
    private long permuted(int turn, int share) {
        long mask = Long.highestOneBit(Math.max(1, 2L * share - 1)) - 1;
        long place = turn;
        do {
            place = (place * (multiplier | 1) * 4 + place + 0x5bd1L) & mask;
        } while (place >= share);
        return place;
    }

    private long access(Task task) {
        return switch (spec.kind()) {
            case MMAP_WRITER -> touch(task, !reading);
            case MMAP_READER -> touch(task, false);
            case BUFFERED_WRITER -> task.call(write.of(index));
            case TRUNCATER -> task.call(shrink.to(done % 2 == 1 ? file.pages / 2 : file.pages));
            case PUNCHER -> task.call(hole());
            case SYNCER -> task.call(sync);
        };
    }

    private Shrink hole() {
        int first = dice.below(file.pages);
        return shrink.hole(first, Math.min(file.pages, first + 1 + dice.below(HOLE_PAGES)));
    }

    private long touch(Task task, boolean store) {
        int pte = program.mapping.pte(index);
        if (pte == Mapping.WRITABLE || (pte == Mapping.READ_ONLY && !store)) {
            return SILENT_NS;
        }
        return task.call(fault.on(program.mapping, index, store));
    }

    /** The access is over, or has to be tried again: the processor repeats what the kernel did not make possible. */
    private long accessed(Task task) {
        boolean mapped = spec.kind() == Kind.MMAP_WRITER || spec.kind() == Kind.MMAP_READER;
        if (mapped && !accessible() && fault.result() != PageFault.SIGBUS) {
            return access(task);
        }
        long think = spec.think().draw(dice);
        at = NEXT;
        return think > LARGE_PAUSE_NS ? task.sleep(think, Task.SLEEPING) : think;
    }

    private boolean accessible() {
        int pte = program.mapping.pte(index);
        return pte == Mapping.WRITABLE || (pte == Mapping.READ_ONLY && (reading || spec.kind() == Kind.MMAP_READER));
    }

    private long endOfRound(Task task) {
        done = 0;
        sinceSync = 0;
        if (reading) {
            reading = false;
            return 0;
        }
        round++;
        if (round == spec.rounds() || simulation.enough()) {
            at = FINISHED;
            return spec.sync() == Sync.NONE ? 0 : task.call(sync);
        }
        return spec.sync() == Sync.NONE ? 0 : task.call(sync);
    }

    private long finished() {
        program.finished();
        return then(UNMAP, 0);
    }

    private long unmap(Task task) {
        if (number != 0) {
            return DONE;
        }
        if (!program.allFinished()) {
            return task.waitOn(program.turn, Task.SLEEPING);
        }
        simulation.syscalls.munmap(program.mapping);
        program.mapping.unmap(0, file.pages);
        simulation.syscalls.exit("munmap", 0);
        return DONE;
    }
}
