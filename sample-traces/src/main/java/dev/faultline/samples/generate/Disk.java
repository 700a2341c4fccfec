// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.util.ArrayDeque;

/** The disk of a file system: requests are done one after the other, and end in an interrupt. */
final class Disk extends Timed {
    private static final int SECTORS_PER_PAGE = 8;
    private static final long PER_PAGE_NS = 1_500;

    private final FileSystem fs;
    private final Event issue;
    private final Event complete;
    private final ArrayDeque<Request> queue = new ArrayDeque<>();
    private long busyUntil;

    /**
     * Pages {@code from} to {@code end - 1} of a file.
     *
     * @param cpu where the interrupt comes
     */
    private record Request(SimFile file, int from, int end, boolean write, int cpu, long done) {
        int pages() {
            return end - from;
        }

        /** Files lie one behind the other, by inode number. */
        long sector() {
            return (file.ino * 0x40000 + from) * SECTORS_PER_PAGE;
        }
    }

    Disk(FileSystem fs) {
        this.fs = fs;
        Recorder recorder = fs.simulation.recorder;
        issue = recorder.event("block", "block_rq_issue", "sector", "nr_sector", "bytes", "rwbs", "comm")
                .constant("dev", fs.dev)
                .text("cmd", "");
        complete = recorder.event("block", "block_rq_complete", "sector", "nr_sector", "rwbs")
                .constant("dev", fs.dev)
                .text("cmd", "");
    }

    void read(Task task, SimFile file, int from, int end) {
        submit(task, file, from, end, false);
    }

    void write(Task task, SimFile file, int from, int end) {
        submit(task, file, from, end, true);
    }

    private void submit(Task task, SimFile file, int from, int end, boolean write) {
        Simulation simulation = fs.simulation;
        Latency latency = write ? fs.spec.write() : fs.spec.read();
        long begin = Math.max(busyUntil, simulation.recorder.now());
        busyUntil = begin + 5_000 + latency.draw(simulation.dice) + PER_PAGE_NS * (end - from);
        Request request = new Request(file, from, end, write, task.cpu.number, busyUntil);
        issue.start()
                .add(request.sector())
                .add((long) request.pages() * SECTORS_PER_PAGE)
                .add((long) request.pages() << SimFile.PAGE_SHIFT)
                .bytes(direction(write))
                .bytes(task.comm)
                .emit();
        queue.add(request);
        if (queue.size() == 1) {
            simulation.agenda.add(this, busyUntil);
        }
    }

    private static byte[] direction(boolean write) {
        return write ? WRITE : READ;
    }

    private static final byte[] WRITE = {'W', 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] READ = {'R', 0, 0, 0, 0, 0, 0, 0};

    @Override
    void fire() {
        Request request = queue.remove();
        Simulation simulation = fs.simulation;
        simulation.recorder.context(request.cpu, simulation.cpu(request.cpu).currentTid(), Recorder.SOFTIRQ);
        complete.start()
                .add(request.sector())
                .add((long) request.pages() * SECTORS_PER_PAGE)
                .bytes(direction(request.write))
                .emit();
        SimFile file = request.file;
        for (int i = request.from; i < request.end; i++) {
            if (request.write) {
                simulation.folios.endWriteback(file, i);
            } else {
                file.clear(i, PageFlags.LOCKED);
            }
        }
        file.waiters.wakeAll();
        Request next = queue.peek();
        if (next != null) {
            simulation.agenda.add(this, Math.max(next.done, simulation.recorder.now()));
        }
    }
}
