// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.util.LinkedHashMap;
import java.util.Map;

/** Events of page faults: the exception, and the functions of the recipe's probes. */
final class FaultEvents {
    private static final String[] VMF = {"vmf", "vma", "addr", "pgoff", "fflags", "page", "vmflags", "ino", "dev"};

    /** VM_READ, WRITE, EXEC no, SHARED, MAYREAD.., and soft-dirty, as the stock kernels show them. */
    private static final long VM_FLAGS = 0x80000fbL;

    private static final long USER_IP = 0x404565;

    private final Event exception;
    private final Event enter;
    private final Event leave;
    private final Event filemapFault;
    private final Event mapPages;
    private final Map<String, Event> entries = new LinkedHashMap<>();
    private final Map<String, Event> returns = new LinkedHashMap<>();
    private final Recorder recorder;

    FaultEvents(Simulation simulation) {
        recorder = simulation.recorder;
        exception = recorder.event("exceptions", "page_fault_user", "address", "error_code")
                .constant("ip", USER_IP);
        enter = recorder.probe("handle_mm_fault", "vma", "addr", "fflags", "vmflags", "ino", "dev");
        leave = recorder.probeReturn("handle_mm_fault");
        filemapFault = recorder.event("filemap", "mm_filemap_fault", "i_ino", "s_dev", "index");
        mapPages = recorder.event("filemap", "mm_filemap_map_pages", "i_ino", "s_dev", "index", "last_index");
    }

    void exception(PageFault fault, int errorCode) {
        exception.start().add(fault.address()).add(errorCode).emit();
    }

    void enter(PageFault fault) {
        SimFile file = fault.file();
        enter.start()
                .add(fault.mapping().vma)
                .add(fault.address())
                .add(fault.flags())
                .add(VM_FLAGS)
                .add(file.ino)
                .add(file.fs.dev)
                .emit();
    }

    void leave(int result) {
        leave.start().add(result).emit();
    }

    /** Entry of a function that is given the {@code struct vm_fault}. */
    void entry(String function, PageFault fault, int flags) {
        SimFile file = fault.file();
        entries.computeIfAbsent(function, name -> recorder.probe(name, VMF))
                .start()
                .add(fault.vmf())
                .add(fault.mapping().vma)
                .add(fault.address())
                .add(fault.index())
                .add(flags)
                .add(fault.page())
                .add(VM_FLAGS)
                .add(file.ino)
                .add(file.fs.dev)
                .emit();
    }

    void exit(String function, long result) {
        returns.computeIfAbsent(function, recorder::probeReturn)
                .start()
                .add(result)
                .emit();
    }

    /** The tracepoint in filemap_fault (6.12). */
    void filemapFault(PageFault fault) {
        SimFile file = fault.file();
        filemapFault.start().add(file.ino).add(file.fs.dev).add(fault.index()).emit();
    }

    /** Fault-around (6.12). */
    void mapPages(SimFile file, int first, int last) {
        mapPages.start().add(file.ino).add(file.fs.dev).add(first).add(last).emit();
    }
}
