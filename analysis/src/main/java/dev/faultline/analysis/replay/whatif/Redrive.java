// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import dev.faultline.analysis.replay.KernelProfile;
import dev.faultline.analysis.replay.Observation;
import dev.faultline.analysis.replay.whatif.Access.FileKey;
import dev.faultline.analysis.replay.whatif.Access.FilePage;
import dev.faultline.analysis.replay.whatif.Access.PteKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the accesses out of the observations of a capture, and gives them to worlds: the recorded one, and those of the settings. */
final class Redrive {
    private static final long ERRORS = 0x1 | 0x2 | 0x10 | 0x20 | 0x40 | 0x800;
    private static final long NOPAGE = 0x100;
    private static final long RETRY = 0x400;
    /** PF_PROT of the x86 error code. */
    private static final int PRESENT = 0x1;

    private static final int MAP_SHARED = 0x1;
    private static final int MAP_ANONYMOUS = 0x20;
    private static final int WRITE = 0x1;
    private static final int TRIED = 0x20;
    private static final int PRIVATE = 2;
    private static final long MILLI = 1_000_000;

    private final int pageShift;
    private final FolioSizes sizes = new FolioSizes();
    private final Mappings mappings = new Mappings();
    private final Map<Integer, Doing> threads = new HashMap<>();
    private final Counts seen = new Counts();
    private final World recorded;
    private final List<World> worlds = new ArrayList<>();
    private final StableWaits stable = new StableWaits(sizes);
    private final @Nullable ReadFaults reads;
    private final List<Throttling> throttlings;
    private boolean lossy;
    private long last;

    /** What a thread is doing. */
    private static final class Doing {
        long space = Observation.UNKNOWN;
        long number;
        long called = Observation.UNKNOWN;
        /** Virtual page of its last exception, if that found the pte present. */
        long raised = Observation.UNKNOWN;

        boolean writes;
        Cause cause = Cause.OTHER;
    }

    Redrive(KernelProfile profile, Settings settings, List<Throttling> throttlings) {
        this.pageShift = profile.pageShift();
        this.throttlings = throttlings;
        this.recorded = new World(Settings.RECORDED, new World.Variant(false, 0), sizes, null);
        boolean timed = settings.has(Setting.WRITEBACK_INTERVAL) || settings.has(Setting.DIRTY_EXPIRE);
        for (double phase : timed ? new double[] {0.25, 0.5, 0.75, 1} : new double[] {1}) {
            worlds.add(new World(settings, new World.Variant(false, phase), sizes, recorded));
            worlds.add(new World(settings, new World.Variant(true, phase), sizes, recorded));
        }
        boolean around = settings.has(Setting.FAULT_AROUND) || settings.is(Setting.DAX, true);
        long window = settings.is(Setting.DAX, true) ? 1 : settings.value(Setting.FAULT_AROUND, Settings.AROUND_PAGES);
        this.reads = around ? new ReadFaults(sizes, window) : null;
    }

    void accept(Observation observation) {
        last = observation.ts();
        worlds.forEach(world -> world.advance(observation.ts()));
        switch (observation.kind()) {
            case LOSS_BEGIN, LOSS_END -> forget();
            case FAULT_BEGIN -> faults(observation);
            case FAULT_END -> doing(observation).space = Observation.UNKNOWN;
            case MKWRITE_BEGIN -> called(observation);
            case MKWRITE_END -> returned(observation);
            case MAPPED -> mapped(observation);
            case EXCEPTION ->
                doing(observation).raised =
                        (observation.value() & PRESENT) != 0 ? page(observation.address()) : Observation.UNKNOWN;
            case UNMAPPED -> unmapped(observation);
            case WRITE_BEGIN -> doing(observation).writes = true;
            case WRITE_END -> doing(observation).writes = false;
            case FLUSHED -> doing(observation).cause = cause(observation.value());
            case SYNC_BEGIN -> syncs(observation);
            case SYNC_END -> doing(observation).cause = Cause.OTHER;
            case THROTTLED -> paused(observation.ts(), Math.max(0, observation.value()) * MILLI);
            default -> {
                if (observation.dev() != Observation.UNKNOWN && observation.index() != Observation.UNKNOWN) {
                    folio(observation);
                }
            }
        }
    }

    private void paused(long ts, long ns) {
        seen.add(Metric.THROTTLED_NS, ns);
        throttlings.forEach(one -> one.paused(ts, ns));
    }

    /** The code of {@code FLUSHED}: 1 periodic, 2 background. */
    private static Cause cause(long code) {
        return code == 1 ? Cause.PERIODIC : code == 2 ? Cause.BACKGROUND : Cause.OTHER;
    }

    private void folio(Observation observation) {
        FilePage page = FilePage.of(observation.dev(), observation.ino(), observation.index());
        long ts = observation.ts();
        switch (observation.kind()) {
            case FOLIO_ADDED -> sizes.added(page, observation.pages());
            case FOLIO_REMOVED -> removed(page);
            case FOLIO_DIRTIED -> dirtied(page, observation);
            case FOLIO_CLEANED -> cleaned(page, observation);
            case FOLIO_CANCELLED -> all().forEach(world -> world.cancelled(page));
            case WRITEBACK_BEGIN -> stable.begun(page);
            case WRITEBACK_END -> stable.ended(page, ts);
            case WAITED -> {
                if (doing(observation).called != Observation.UNKNOWN) {
                    stable.waits(page, ts);
                }
            }
            default -> {}
        }
    }

    private void removed(FilePage page) {
        int pages = sizes.pages(page);
        if (reads != null) {
            reads.removed(page, pages);
        }
        all().forEach(world -> world.removed(page));
        sizes.removed(page);
    }

    private void dirtied(FilePage page, Observation observation) {
        seen.dirtied(sizes.pages(page));
        throttlings.forEach(one -> one.dirtied(observation.tid(), sizes.pages(page), observation.ts()));
        if (doing(observation).called == Observation.UNKNOWN) {
            boolean byCall = doing(observation).writes;
            all().forEach(world -> world.written(page, byCall, observation.ts()));
        }
    }

    private void cleaned(FilePage page, Observation observation) {
        if (observation.value() != 0) {
            seen.cleaned(sizes.pages(page));
            Cause cause = doing(observation).cause;
            if (cause != Cause.BACKGROUND) {
                throttlings.forEach(one -> one.cleaned(sizes.pages(page), observation.ts()));
            }
            all().forEach(world -> world.cleaned(page, cause));
        }
    }

    /** mmap returned: its flags are where an inode would be. */
    private void mapped(Observation call) {
        if ((call.ino() & MAP_ANONYMOUS) == 0) {
            mappings.mapped(
                    page(call.address()),
                    page(call.value() + size() - 1),
                    call.index(),
                    (call.ino() & MAP_SHARED) != 0);
        }
    }

    private void faults(Observation fault) {
        Doing thread = doing(fault);
        thread.space = fault.space();
        thread.number = page(fault.address());
        boolean known = fault.dev() != Observation.UNKNOWN && fault.value() != Observation.UNKNOWN;
        if (known && (fault.value() & (TRIED | WRITE)) == 0) {
            FileKey file = new FileKey(fault.dev(), fault.ino());
            Mappings.Range range = mappings.of(fault.space(), thread.number, file, (fault.pages() & PRIVATE) == 0);
            seen.add(Metric.READ_FAULTS, 1);
            if (range != null) {
                loaded(new PteKey(thread.number, fault.space()), range, fault.ts());
            }
        }
    }

    /** A load faulted: an exception, where calls of handle_mm_fault are not recorded. */
    void excepted(long ts, long space, long address) {
        Mappings.Range range = mappings.of(page(address));
        if (range != null) {
            seen.add(Metric.READ_FAULTS, 1);
            loaded(new PteKey(page(address), space), range, ts);
        }
    }

    private void loaded(PteKey key, Mappings.Range range, long ts) {
        Access access = new Access(ts, key, range.page(key.number()), false);
        if (reads != null) {
            reads.load(access, range);
        }
        if (range.shared()) {
            all().forEach(world -> world.load(access));
        }
    }

    private void called(Observation mkwrite) {
        doing(mkwrite).called = mkwrite.ts();
        stable.stores(FilePage.of(mkwrite.dev(), mkwrite.ino(), mkwrite.index()), mkwrite.ts());
    }

    private void returned(Observation mkwrite) {
        Doing thread = doing(mkwrite);
        thread.called = Observation.UNKNOWN;
        if (mkwrite.value() == Observation.UNKNOWN || (mkwrite.value() & (ERRORS | NOPAGE | RETRY)) != 0) {
            return;
        }
        long number = page(mkwrite.address());
        boolean inFault = thread.space != Observation.UNKNOWN && thread.number == number;
        long space = inFault ? thread.space : mkwrite.space();
        seen.add(Metric.MKWRITES, 1);
        seen.add(Metric.STORE_FAULTS, 1);
        FilePage page = FilePage.of(mkwrite.dev(), mkwrite.ino(), mkwrite.index());
        mappings.shown(space, number, page);
        Access access = new Access(mkwrite.ts(), new PteKey(number, space), page, thread.raised == number);
        if (reads != null) {
            reads.store(access);
        }
        all().forEach(world -> world.store(access));
    }

    private void syncs(Observation sync) {
        doing(sync).cause = Cause.SYNC;
        FileKey file = new FileKey(sync.dev(), sync.ino());
        worlds.forEach(world -> world.sync(file, sync.value() == 0, sync.ts()));
    }

    private void unmapped(Observation range) {
        long first = page(range.address());
        long end = page(range.address() + range.value() + size() - 1);
        mappings.unmapped(first, end);
        if (reads != null) {
            reads.unmapped(first, end);
        }
        all().forEach(world -> world.unmapped(first, end, range.ts()));
    }

    /** The recorded world last: the others ask it how things are before this. */
    private List<World> all() {
        List<World> all = new ArrayList<>(worlds);
        all.add(recorded);
        return all;
    }

    private void forget() {
        lossy = true;
        threads.clear();
        stable.forget();
        if (reads != null) {
            reads.forget();
        }
        all().forEach(World::forget);
    }

    private Doing doing(Observation observation) {
        return threads.computeIfAbsent(observation.tid(), tid -> new Doing());
    }

    private long page(long address) {
        return address >>> pageShift;
    }

    private long size() {
        return 1L << pageShift;
    }

    /** The capture is over. */
    void end() {
        all().forEach(world -> world.end(last));
    }

    /** What the recording shows. */
    Counts seen() {
        seen.add(Metric.STABLE_WAITS, stable.waited().of(Metric.STABLE_WAITS) - seen.of(Metric.STABLE_WAITS));
        seen.add(Metric.STABLE_WAIT_NS, stable.waited().of(Metric.STABLE_WAIT_NS) - seen.of(Metric.STABLE_WAIT_NS));
        return seen;
    }

    World recorded() {
        return recorded;
    }

    List<World> worlds() {
        return List.copyOf(worlds);
    }

    StableWaits stable() {
        return stable;
    }

    @Nullable
    ReadFaults reads() {
        return reads;
    }

    boolean lossy() {
        return lossy;
    }
}
