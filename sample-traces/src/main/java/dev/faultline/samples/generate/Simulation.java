// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The machine: cpus, tasks, file systems, and what happens next. */
final class Simulation {
    private static final long KERNEL_HEAP = 0xffff888100000000L;
    private static final int FIRST_TID = 200;

    final Kernel kernel;
    final GenerateSpec spec;
    final Recorder recorder;
    final Truth truth;
    final Dice dice;
    final Agenda agenda = new Agenda();
    final SchedEvents sched;
    final FaultEvents faults;
    final FolioEvents folios;
    final SyscallEvents syscalls;
    final CommonLocks locks;
    final Memory memory;
    final List<FileSystem> fileSystems = new ArrayList<>();
    final List<Task> tasks = new ArrayList<>();
    private final Map<String, SimFile> files = new LinkedHashMap<>();
    private final Cpu[] cpus;
    private long addresses;
    private int tids = FIRST_TID;
    private int workers;

    Simulation(GenerateSpec spec, Recorder recorder, Truth truth, Dice dice) {
        this.kernel = spec.kernel();
        this.spec = spec;
        this.recorder = recorder;
        this.truth = truth;
        this.dice = dice;
        this.memory = new Memory(spec.backgroundPages(), spec.limitPages());
        this.sched = new SchedEvents(recorder);
        this.cpus = new Cpu[spec.cpus()];
        for (int i = 0; i < cpus.length; i++) {
            cpus[i] = new Cpu(this, i);
        }
        this.locks = new CommonLocks(this);
        this.faults = new FaultEvents(this);
        this.folios = new FolioEvents(this);
        this.syscalls = new SyscallEvents(recorder);
        recorder.advanceTo(spec.startNs());
        build();
    }

    private void build() {
        for (FileSystemSpec fs : spec.fileSystems()) {
            fileSystems.add(new FileSystem(this, fs));
        }
        for (FileSpec file : spec.files()) {
            FileSystem fs = fileSystem(file.fileSystem());
            SimFile made = new SimFile(fs, file.name(), file.pages(), file.written());
            fs.files.add(made);
            files.put(file.name(), made);
        }
        for (WorkerSpec worker : spec.workers()) {
            process(worker);
        }
    }

    private FileSystem fileSystem(String name) {
        return fileSystems.stream()
                .filter(fs -> fs.spec.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SpecException("no file system '" + name + "'"));
    }

    private void process(WorkerSpec worker) {
        SimFile file = files.get(worker.file());
        if (file == null) {
            throw new SpecException("process '" + worker.name() + "': no file '" + worker.file() + "'");
        }
        LockClass mmapLock = new LockClass(this, "&mm->mmap_lock", true);
        long start = 0x7f0000000000L + ((long) workers << 36);
        Mapping mapping = new Mapping(file, nextAddress(256), start, mmapLock);
        int tgid = tids;
        Program program = new Program(worker, mapping, worker.threads());
        for (int i = 0; i < worker.threads(); i++) {
            Task task = task(i == 0 ? worker.name() : worker.name() + "-" + i, tgid);
            workers++;
            task.launch(new Worker(program, i, dice.named(task.name)), recorder.now() + 1_000_000L * (i + 1));
        }
    }

    /** A new thread. */
    Task task(String name, int tgid) {
        Task task = new Task(this, tids++, tgid, name);
        tasks.add(task);
        return task;
    }

    /** A thread of the kernel, its own process. */
    Task kernelTask(String name) {
        return task(name, tids);
    }

    Cpu cpu(int number) {
        return cpus[number % cpus.length];
    }

    /** An address of kernel memory that nothing else has. */
    long nextAddress(int bytes) {
        long address = KERNEL_HEAP + addresses;
        addresses += (bytes + 63) & -64;
        return address;
    }

    /** Runs until every worker has ended. */
    void run() {
        while (workers > 0 && !agenda.isEmpty()) {
            recorder.advanceTo(agenda.nextDue());
            agenda.take().fire();
        }
        if (workers > 0) {
            throw new IllegalStateException(workers + " workers wait for ever");
        }
    }

    /** The running task computes; false when somebody else's time comes first. */
    boolean spend(Task task, long ns) {
        long until = recorder.now() + ns;
        if (until <= agenda.nextDue()) {
            recorder.advanceTo(until);
            return true;
        }
        agenda.add(task, until);
        return false;
    }

    /** A worker has nothing more to do. */
    void ended(Task task) {
        recorder.context(task.cpu.number, task.tid, 0);
        sched.exit(task);
        task.cpu.leave(task, Task.DEAD);
        workers--;
    }

    /** Whether the capture is as long as it was asked for; workers end as soon as they can. */
    boolean enough() {
        return recorder.records() >= spec.events()
                || recorder.lockRecords() >= spec.lockEvents()
                || recorder.now() - spec.startNs() >= spec.lengthNs();
    }
}
