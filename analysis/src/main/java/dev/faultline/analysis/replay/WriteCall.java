// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import org.jspecify.annotations.Nullable;

/** What the replay keeps of a thread: its open fault, and the page_mkwrite call inside it. One object per thread, reused. */
final class WriteCall {
    /** Bits of a fault's begin: see {@link ObservationKind#FAULT_BEGIN}. */
    private static final int MAPPING_KNOWN = 3;

    private static final int MAPPING_READ_ONLY = 4;
    private static final int MAPPING_WATCHED = 8;

    final int tid;
    /** A fault of this thread is open, begun by an observation of its own or by its page_mkwrite. */
    boolean open;
    /** A page_mkwrite call was seen in the open fault. */
    boolean called;

    long faultBegan;
    long address;
    long dev;
    long ino;
    long index;
    /** Mapping or process that the fault's address belongs to. */
    long space = Observation.UNKNOWN;
    /** Whether the open fault is a read of a file mapping. */
    boolean readsFile;
    /** Whether the exception behind the open fault found its pte present. */
    Truth present = Truth.UNKNOWN;

    Facts<CallFact> facts;
    /** Largest size of the file known during the call, {@link Observation#UNKNOWN} if none. */
    long size;
    /** Page of the last fault that had to read its folio, and when that fault began. */
    long majorPage = Observation.UNKNOWN;

    long majorBegan;

    /** Page and error code of the last exception, while no fault has answered it. */
    private long raisedPage = Observation.UNKNOWN;

    private Truth raisedPresent = Truth.UNKNOWN;
    /** Whether the open fault is a store to a file mapping. */
    boolean writesFile;
    /** An exception was seen that the open fault answers. */
    boolean excepted;
    /** Whether the open fault's mapping is shared. */
    Truth shared = Truth.UNKNOWN;
    /** Device and inode of its file. */
    long file;

    long fileIno;
    /** Its mapping does not allow stores. */
    boolean readOnly;
    /** userfaultfd watches it. */
    boolean watched;
    /** The folio of the open call was cleaned, and no store to it was announced since. */
    boolean trapped;
    /** The file system of the open call is known to call sb_start_pagefault in it, and did. */
    boolean guards;

    boolean guarded;
    /** Page whose page_mkwrite asked for another try, and when, while none has followed. */
    long againPage = Observation.UNKNOWN;

    long againTs;
    /** When the munmap began that the thread is in, {@link Observation#UNKNOWN} outside of one. */
    long unmapping = Observation.UNKNOWN;
    /** In a system call that writes to files. */
    boolean writing;

    /** Its place among the open calls, -1 outside of one; and the next of its bucket there. */
    int place = -1;

    @Nullable
    WriteCall next;

    private @Nullable LocksHeld locks;
    private final KernelProfile profile;

    WriteCall(int tid, KernelProfile profile, Facts<CallFact> unknown) {
        this.tid = tid;
        this.profile = profile;
        this.facts = unknown;
    }

    /** Events were lost: nothing is known of this thread. */
    void forget() {
        open = false;
        called = false;
        majorPage = Observation.UNKNOWN;
        raisedPage = Observation.UNKNOWN;
        againPage = Observation.UNKNOWN;
        unmapping = Observation.UNKNOWN;
        writing = false;
        forgetLocks();
    }

    void forgetLocks() {
        locks = null;
    }

    /** Locks the thread holds. */
    LocksHeld locks() {
        LocksHeld known = locks;
        if (known == null) {
            known = new LocksHeld();
            locks = known;
        }
        return known;
    }

    /** The page of the open call, or of the last one. */
    String subject() {
        return called ? Divergences.page(dev, ino, index) : "address 0x" + Long.toHexString(address);
    }

    /** The processor raised a fault for a store: the kernel's answer to it follows. */
    void raise(Observation exception) {
        raisedPage = profile.page(exception.address());
        raisedPresent = Truth.of((exception.value() & FaultResult.CODE_PRESENT) != 0);
    }

    /** A fault begins: of its own observation, or told by its page_mkwrite. */
    void begin(Observation fault) {
        open = true;
        called = false;
        faultBegan = fault.ts();
        address = fault.address();
        space = fault.space();
        int mapping = fault.kind() == ObservationKind.FAULT_BEGIN ? fault.pages() : 0;
        shared = (mapping & MAPPING_KNOWN) == 0 ? Truth.UNKNOWN : Truth.of((mapping & MAPPING_KNOWN) == 1);
        readOnly = (mapping & MAPPING_READ_ONLY) != 0;
        watched = (mapping & MAPPING_WATCHED) != 0;
        readsFile = fault.kind() == ObservationKind.FAULT_BEGIN
                && fault.dev() != Observation.UNKNOWN
                && (fault.value() & FaultResult.FLAG_WRITE) == 0;
        file = fault.dev();
        fileIno = fault.ino();
        writesFile = fault.kind() == ObservationKind.FAULT_BEGIN && fault.dev() != Observation.UNKNOWN && !readsFile;
        excepted = profile.page(address) == raisedPage;
        present = excepted ? raisedPresent : Truth.UNKNOWN;
        raisedPage = Observation.UNKNOWN;
        if (profile.page(address) != majorPage) {
            majorPage = Observation.UNKNOWN;
        }
    }

    /** Forgets the last fault's page if it lies in {@code range}. */
    void unmap(Observation range) {
        long first = profile.page(range.address());
        if (majorPage >= first && majorPage <= profile.page(range.address() + range.value())) {
            majorPage = Observation.UNKNOWN;
        }
    }

    void call(Observation mkwrite, Facts<CallFact> begun) {
        called = true;
        dev = mkwrite.dev();
        ino = mkwrite.ino();
        index = mkwrite.index();
        facts = begun;
        guards = mkwrite.value() != Observation.UNKNOWN && (mkwrite.value() & 1) != 0;
        guarded = false;
        size = Observation.UNKNOWN;
    }

    /** Where the page begins in its file [bytes]. */
    long position() {
        return profile.position(index);
    }

    /** Whether the page lies behind every size of the file known during the call. */
    boolean isBehindEnd() {
        return size != Observation.UNKNOWN && position() > size;
    }

    /** Whether the open call is for page {@code at} or one of the {@code pages} from it on. */
    boolean covers(Observation folio, int pages) {
        return isOn(folio) && index - folio.index() >= 0 && index - folio.index() < Math.max(1, pages);
    }

    /** Whether the open call is for a page of the same inode. */
    boolean isOn(Observation inode) {
        return ino == inode.ino() && (dev == inode.dev() || inode.dev() == Observation.UNKNOWN);
    }

    /** Remembers whether the fault that ends had to read its folio, which therefore was not in the page cache before. */
    void end(Observation fault) {
        boolean major = fault.value() != Observation.UNKNOWN && (fault.value() & FaultResult.MAJOR) != 0;
        majorPage = major ? profile.page(address) : Observation.UNKNOWN;
        majorBegan = faultBegan;
        open = false;
        called = false;
        if (fault.value() != Observation.UNKNOWN
                && (fault.value() & FaultResult.RETRY) != 0
                && present != Truth.UNKNOWN) {
            raisedPage = profile.page(address);
            raisedPresent = present;
        }
    }
}
