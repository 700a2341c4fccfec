// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/** The flusher thread of a disk (fs/fs-writeback.c wb_workfn): in the background above a limit, and what is old. */
final class Flusher extends Activity {
    private static final int NEXT_FILE = 1;
    private static final int WRITTEN = 2;
    private static final int BACKGROUND = 0;
    private static final int PERIODIC = 3;

    private final FileSystem fs;
    private final Simulation simulation;
    private final WaitQueue work = new WaitQueue();
    private final WriteOut writeOut;
    private final FlusherEvents events;
    private boolean background;
    private boolean periodic;
    private boolean forBackground;
    private int file;
    private int pages;

    Flusher(FileSystem fs) {
        this.fs = fs;
        this.simulation = fs.simulation;
        this.writeOut = new WriteOut(simulation);
        this.events = new FlusherEvents(simulation.recorder, fs.bdi());
        Task thread = simulation.kernelTask("kworker/u8:" + simulation.fileSystems.size());
        thread.launch(this, simulation.recorder.now());
        new Ticker().begin();
    }

    /** Wakes the flusher every few seconds (dirty_writeback_interval). */
    private final class Ticker extends Timed {
        void begin() {
            simulation.agenda.add(this, simulation.recorder.now() + simulation.spec.flushIntervalNs());
        }

        @Override
        void fire() {
            periodic = true;
            simulation.recorder.context(0, simulation.cpu(0).currentTid(), Recorder.SOFTIRQ);
            work.wakeAll();
            begin();
        }
    }

    /** A writer found too much dirty. */
    void wantBackground() {
        if (!background) {
            background = true;
            events.wakeBackground();
            work.wakeAll();
        }
    }

    @Override
    long step(Task task) {
        return switch (at) {
            case NEXT_FILE -> nextFile(task);
            case WRITTEN -> written();
            default -> {
                if (!background && !periodic) {
                    yield task.waitOn(work, Task.SLEEPING);
                }
                forBackground = background;
                file = 0;
                pages = 0;
                events.globalState(fs);
                events.begin(forBackground, reason());
                yield then(NEXT_FILE, 1_000);
            }
        };
    }

    private int reason() {
        return forBackground ? BACKGROUND : PERIODIC;
    }

    private long nextFile(Task task) {
        for (; file < fs.files.size(); file++) {
            SimFile candidate = fs.files.get(file);
            if (!candidate.dirty.isEmpty() && (forBackground || old(candidate))) {
                events.inodeStart(candidate);
                at = WRITTEN;
                return task.call(writeOut.of(candidate, 0, candidate.pages, false));
            }
        }
        events.end(forBackground, reason(), pages);
        if (forBackground) {
            background = false;
        } else {
            periodic = false;
        }
        return then(0, 1_000);
    }

    private boolean old(SimFile candidate) {
        return simulation.recorder.now() - candidate.dirtiedWhen >= simulation.spec.expireNs();
    }

    private long written() {
        SimFile done = fs.files.get(file++);
        pages += writeOut.written();
        events.inodeEnd(done, writeOut.written());
        return then(NEXT_FILE, 500);
    }
}
