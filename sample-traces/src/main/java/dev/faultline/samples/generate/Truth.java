// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.io.Closeable;
import java.io.IOException;

/** Who is told what really happens while the simulation runs. */
interface Truth extends Closeable {
    /** Nobody: when the records are only counted. */
    Truth NOWHERE = new Truth() {
        @Override
        public void fault(FaultTruth of, PageFault fault, long end) {}

        @Override
        public void mkwrite(FaultTruth of, int result, long end) {}

        @Override
        public void folio(FolioChange what, SimFile file, int index) {}

        @Override
        public void hold(Task task, LockClass lock, long mode, long since) {}

        @Override
        public void state(Memory memory) {}

        @Override
        public void size(SimFile file) {}

        @Override
        public void finish(Simulation simulation) {}

        @Override
        public void close() {}
    };

    void fault(FaultTruth of, PageFault fault, long end);

    void mkwrite(FaultTruth of, int result, long end);

    /** Something happened to a page just now. */
    void folio(FolioChange what, SimFile file, int index);

    void hold(Task task, LockClass lock, long mode, long since);

    void state(Memory memory);

    void size(SimFile file);

    /** What is known at the end: totals, tasks, files, records by event. */
    void finish(Simulation simulation) throws IOException;
}
