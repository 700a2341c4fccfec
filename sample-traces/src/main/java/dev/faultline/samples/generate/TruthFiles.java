// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ground truth beside a capture: CSV files in a directory, written while the simulation runs. Times are nanoseconds of
 * the capture's clock and equal those of the events that show the same thing. {@code cli/docs/make-a-capture.md} describes
 * every file and column.
 */
final class TruthFiles implements Truth {
    private final Path directory;
    private final Csv faults;
    private final Csv mkwrites;
    private final Csv folios;
    private final Csv holds;
    private final Csv states;
    private final Csv sizes;
    private final Map<String, byte[]> words = new HashMap<>();
    private final Map<FolioChange, byte[]> changes = new EnumMap<>(FolioChange.class);
    private final Recorder recorder;

    TruthFiles(Path directory, Recorder recorder) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.recorder = recorder;
        faults = csv(
                "faults",
                "tid,cpu,start_ts,end_ts,address,dev,ino,index,store,calls,mkwrites,result,read_ns,throttle_ns");
        mkwrites = csv(
                "mkwrites", "tid,start_ts,end_ts,address,dev,ino,index,result,journal_ns,lock_ns,space_ns,stable_ns");
        folios = csv("folios", "ts,cpu,tid,dev,ino,index,what");
        holds = csv("holds", "tid,lock,address,mode,start_ts,end_ts");
        states = csv("states", "ts,nr_dirty,nr_writeback,nr_dirtied,nr_written");
        sizes = csv("sizes", "ts,tid,dev,ino,size");
    }

    private Csv csv(String name, String header) throws IOException {
        return new Csv(directory.resolve(name + ".csv"), header);
    }

    private byte[] bytes(String word) {
        return words.computeIfAbsent(word, text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void fault(FaultTruth of, PageFault fault, long end) {
        faults.number(of.tid)
                .number(of.cpu)
                .number(of.start)
                .number(end)
                .number(of.address())
                .number(of.file().fs.dev)
                .number(of.file().ino)
                .number(of.index())
                .number(fault.write() ? 1 : 0)
                .number(of.calls)
                .number(of.mkwrites)
                .number(fault.result())
                .number(of.readNs)
                .number(of.throttleNs)
                .end();
    }

    @Override
    public void mkwrite(FaultTruth of, int result, long end) {
        mkwrites.number(of.tid)
                .number(of.mkwriteStart)
                .number(end)
                .number(of.address())
                .number(of.file().fs.dev)
                .number(of.file().ino)
                .number(of.index())
                .number(result)
                .number(of.journalNs)
                .number(of.lockNs)
                .number(of.spaceNs)
                .number(of.stableNs)
                .end();
    }

    private byte[] word(FolioChange change) {
        return changes.computeIfAbsent(change, FolioChange::word);
    }

    @Override
    public void folio(FolioChange what, SimFile file, int index) {
        folios.number(recorder.now())
                .number(recorder.cpu())
                .number(recorder.tid())
                .number(file.fs.dev)
                .number(file.ino)
                .number(index)
                .word(word(what))
                .end();
    }

    @Override
    public void hold(Task task, LockClass lock, long mode, long since) {
        holds.number(task.tid)
                .word(bytes(lock.name()))
                .word(Long.toUnsignedString(lock.address()))
                .word(bytes((mode & LockClass.READ) == 0 ? "exclusive" : "shared"))
                .number(since)
                .number(recorder.now())
                .end();
    }

    @Override
    public void state(Memory memory) {
        states.number(recorder.now())
                .number(memory.dirty)
                .number(memory.writeback)
                .number(memory.dirtied)
                .number(memory.written)
                .end();
    }

    @Override
    public void size(SimFile file) {
        sizes.number(recorder.now())
                .number(recorder.tid())
                .number(file.fs.dev)
                .number(file.ino)
                .number(file.size)
                .end();
    }

    @Override
    public void finish(Simulation simulation) throws IOException {
        try (Csv counters = csv("counters", "counter,value")) {
            Memory memory = simulation.memory;
            counters.word("nr_dirty").number(memory.dirty).end();
            counters.word("nr_writeback").number(memory.writeback).end();
            counters.word("nr_dirtied").number(memory.dirtied).end();
            counters.word("nr_written").number(memory.written).end();
            counters.word("cancelled").number(memory.cancelled).end();
            counters.word("records").number(recorder.records()).end();
            counters.word("lock_records").number(recorder.lockRecords()).end();
            counters.word("start_ts").number(simulation.spec.startNs()).end();
            counters.word("end_ts").number(recorder.now()).end();
        }
        try (Csv events = csv("events", "event,records")) {
            for (Map.Entry<String, Long> event : recorder.counts().entrySet()) {
                events.word(event.getKey()).number(event.getValue()).end();
            }
        }
        tasks(simulation.tasks);
        files(simulation.fileSystems);
    }

    private void tasks(List<Task> tasks) throws IOException {
        try (Csv out = csv(
                "tasks", "tid,tgid,comm,cpu,faults,major_faults,mkwrites,dirtied_pages,cancelled_pages,throttled_ns")) {
            for (Task task : tasks) {
                out.number(task.tid)
                        .number(task.tgid)
                        .word(task.name)
                        .number(task.cpu.number)
                        .number(task.ledger.faults)
                        .number(task.ledger.majorFaults)
                        .number(task.ledger.mkwrites)
                        .number(task.ledger.dirtiedPages)
                        .number(task.ledger.cancelledPages)
                        .number(task.ledger.throttledNs)
                        .end();
            }
        }
    }

    private void files(List<FileSystem> fileSystems) throws IOException {
        try (Csv out = csv("files", "file_system,type,dev,file,ino,pages,size")) {
            for (FileSystem fs : fileSystems) {
                for (SimFile file : fs.files) {
                    out.word(fs.spec.name())
                            .word(fs.type.name())
                            .number(fs.dev)
                            .word(file.name)
                            .number(file.ino)
                            .number(file.pages)
                            .number(file.size)
                            .end();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Csv table : List.of(faults, mkwrites, folios, holds, states, sizes)) {
            table.close();
        }
    }
}
