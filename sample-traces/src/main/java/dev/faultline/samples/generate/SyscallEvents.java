// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.util.LinkedHashMap;
import java.util.Map;

/** Entries and exits of system calls; numbers are those of x86-64 (arch/x86/entry/syscalls/syscall_64.tbl). */
final class SyscallEvents {
    private static final Map<String, Integer> NUMBERS = Map.of(
            "mmap", 9, "munmap", 11, "pwrite64", 18, "msync", 26, "fsync", 74, "ftruncate", 77, "fallocate", 285);
    private static final int READ_WRITE = 3;
    private static final int SHARED = 1;
    private static final int MS_SYNC = 4;
    private static final int PUNCH_HOLE_KEEP_SIZE = 3;
    private static final long BUFFER = 0x55550000L;

    private final Map<String, Event> exits = new LinkedHashMap<>();
    private final Event mmap;
    private final Event munmap;
    private final Event pwrite;
    private final Event msync;
    private final Event fsync;
    private final Event ftruncate;
    private final Event fallocate;

    SyscallEvents(Recorder recorder) {
        mmap = enter(recorder, "mmap", "len", "fd").constant("prot", READ_WRITE).constant("flags", SHARED);
        munmap = enter(recorder, "munmap", "addr", "len");
        pwrite = enter(recorder, "pwrite64", "fd", "count", "pos").constant("buf", BUFFER);
        msync = enter(recorder, "msync", "start", "len").constant("flags", MS_SYNC);
        fsync = enter(recorder, "fsync", "fd");
        ftruncate = enter(recorder, "ftruncate", "fd", "length");
        fallocate = enter(recorder, "fallocate", "fd", "offset", "len").constant("mode", PUNCH_HOLE_KEEP_SIZE);
        NUMBERS.keySet().stream()
                .sorted()
                .forEach(name -> exits.put(
                        name,
                        recorder.event("syscalls", "sys_exit_" + name, "ret").constant("__syscall_nr", number(name))));
    }

    private static Event enter(Recorder recorder, String name, String... fields) {
        return recorder.event("syscalls", "sys_enter_" + name, fields).constant("__syscall_nr", number(name));
    }

    private static int number(String name) {
        return NUMBERS.getOrDefault(name, -1);
    }

    void mmap(Mapping mapping, int fd) {
        mmap.start().add(mapping.length()).add(fd).emit();
    }

    void munmap(Mapping mapping) {
        munmap.start().add(mapping.start).add(mapping.length()).emit();
    }

    void pwrite(int fd, long count, long pos) {
        pwrite.start().add(fd).add(count).add(pos).emit();
    }

    void msync(Mapping mapping) {
        msync.start().add(mapping.start).add(mapping.length()).emit();
    }

    void fsync(int fd) {
        fsync.start().add(fd).emit();
    }

    void ftruncate(int fd, long length) {
        ftruncate.start().add(fd).add(length).emit();
    }

    void punch(int fd, long offset, long length) {
        fallocate.start().add(fd).add(offset).add(length).emit();
    }

    void exit(String name, long value) {
        Event exit = exits.get(name);
        if (exit != null) {
            exit.start().add(value).emit();
        }
    }
}
