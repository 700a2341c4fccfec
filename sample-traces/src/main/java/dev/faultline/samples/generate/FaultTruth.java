// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/** What really happened in one page fault, gathered while it happens. */
final class FaultTruth {
    private final Truth truth;
    int tid;
    int cpu;
    long start;
    int calls;
    int mkwrites;
    long readNs;
    long throttleNs;
    long mkwriteStart;
    long lockNs;
    long journalNs;
    long spaceNs;
    long stableNs;
    private long readSince = -1;
    private SimFile file;
    private int index;
    private long address;

    FaultTruth(Truth truth, Mapping mapping) {
        this.truth = truth;
        this.file = mapping.file;
    }

    void begin(Task task, PageFault fault, long now) {
        tid = task.tid;
        cpu = task.cpu.number;
        start = now;
        calls = 0;
        mkwrites = 0;
        readNs = 0;
        throttleNs = 0;
        readSince = -1;
        file = fault.file();
        index = fault.index();
        address = fault.address();
    }

    /** One more call of handle_mm_fault. */
    void called() {
        calls++;
    }

    void waitForRead(long now) {
        if (readSince < 0) {
            readSince = now;
        }
    }

    void readDone(long now) {
        if (readSince >= 0) {
            readNs += now - readSince;
            readSince = -1;
        }
    }

    void throttle(long ns) {
        throttleNs += ns;
    }

    void mkwriteBegin(long now) {
        mkwrites++;
        mkwriteStart = now;
        lockNs = 0;
        journalNs = 0;
        spaceNs = 0;
        stableNs = 0;
    }

    void journal(long ns) {
        journalNs += ns;
    }

    void lock(long ns) {
        lockNs += ns;
    }

    void space(long ns) {
        spaceNs += ns;
    }

    void stable(long ns) {
        stableNs += ns;
    }

    void mkwriteEnd(int result, long now) {
        truth.mkwrite(this, result, now);
    }

    void end(PageFault fault, long now) {
        truth.fault(this, fault, now);
    }

    SimFile file() {
        return file;
    }

    int index() {
        return index;
    }

    long address() {
        return address;
    }
}
