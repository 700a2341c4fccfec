// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import org.jspecify.annotations.Nullable;

/**
 * Re-drives a stream of observations through the reference fault model. After an impossible step, or while and after events
 * were lost, what was touched is unknown and the replay goes on. Holds what is known of live folios, inodes and threads, and
 * nothing of the past.
 */
public final class Replayer {
    private final Evidence evidence;
    private final Tally tally;
    private final FolioReplay folios;
    private final CallReplay calls;
    private final SyncReplay syncs;
    private final RemovalReplay removals;
    private final FlushReplay flushes;
    private final CounterReplay counters;
    private final CounterCourses courses;
    private final Surroundings around;
    private final DirectReplay directs;
    private @Nullable PageLife life;
    private int losing;
    private long observations;
    private long last;

    public Replayer(KernelProfile profile, Evidence evidence) {
        this(profile, evidence, Policy.NONE);
    }

    /** @param policy rules beyond those of the kernel as it is */
    public Replayer(KernelProfile profile, Evidence evidence, Policy policy) {
        this.evidence = evidence;
        this.around = Surroundings.of(profile, evidence);
        this.tally = around.tally();
        this.folios = new FolioReplay(around);
        this.calls = new CallReplay(around, folios);
        this.syncs = new SyncReplay(evidence, tally, folios, around.inodes());
        this.removals = new RemovalReplay(profile, evidence, tally, around.systems());
        this.flushes = new FlushReplay(tally, around.inodes());
        this.counters = new CounterReplay(tally);
        this.courses = new CounterCourses(evidence, folios.pages());
        this.directs = new DirectReplay(policy, profile, tally);
    }

    /** Follows one page from now on. */
    public PageLife follow(PageKey page) {
        PageLife followed = new PageLife(page);
        life = followed;
        return followed;
    }

    /** Takes the next observation; they come in order of time, and per cpu in the order of the record. */
    public void accept(Observation observation) {
        observations++;
        switch (observation.kind()) {
            case LOSS_BEGIN -> lose(1);
            case LOSS_END -> lose(-1);
            default -> {
                last = observation.ts();
                if (losing > 0) {
                    folios.acceptBlind(observation);
                } else {
                    replay(observation);
                    PageLife followed = life;
                    if (followed != null && followed.mayConcern(observation)) {
                        folios.tell(followed, observation);
                    }
                }
            }
        }
    }

    /** A lost event may have changed any fact, so all are unknown from the last good moment to the next. */
    private void lose(int change) {
        losing += change;
        folios.forgetAll();
        calls.forgetAll();
        syncs.forgetAll();
        removals.forgetAll();
        directs.forgetAll();
        around.inodes().forgetAll();
        around.systems().forgetAll();
    }

    private void replay(Observation observation) {
        switch (observation.kind()) {
            case FOLIO_ADDED,
                    FOLIO_REMOVED,
                    FOLIO_DIRTIED,
                    FOLIO_CLEANED,
                    FOLIO_CANCELLED,
                    FOLIO_REDIRTIED,
                    WRITEBACK_BEGIN,
                    WRITEBACK_END -> folio(observation);
            case FAULT_BEGIN -> calls.faultBegins(observation);
            case FAULT_END -> {
                WriteCall thread = calls.thread(observation);
                if (thread.writesFile) {
                    directs.stored(thread, observation);
                }
                calls.faultEnds(observation);
            }
            case MKWRITE_BEGIN -> calls.mkwriteBegins(observation);
            case MKWRITE_END -> calls.mkwriteEnds(observation);
            case EXCEPTION -> calls.raised(observation);
            case LOCK_TAKEN -> calls.locks().taken(observation);
            case LOCK_RELEASED -> calls.locks().released(observation);
            case EXITED -> calls.exited(observation);
            case LOSS_BEGIN, LOSS_END -> {}
            default -> file(observation);
        }
    }

    private void folio(Observation observation) {
        if (observation.kind() == ObservationKind.FOLIO_ADDED) {
            removals.added(observation);
        }
        WriteCall thread = calls.thread(observation);
        if (observation.kind() == ObservationKind.FOLIO_DIRTIED) {
            directs.cached(thread, observation);
            calls.dirtied(thread, observation);
        }
        int pages = folios.accept(observation, thread);
        calls.folio(observation, pages);
        if (observation.kind() == ObservationKind.FOLIO_CLEANED && observation.dev() != Observation.UNKNOWN) {
            flushes.begins(around.inodes().inode(observation), observation);
        }
    }

    /** What concerns a whole file, or a file system. */
    private void file(Observation observation) {
        switch (observation.kind()) {
            case INODE_SIZE -> calls.size(observation);
            case TRUNCATED -> truncated(observation);
            case SYNC_BEGIN -> syncs.begins(observation);
            case SYNC_END -> syncs.ends(observation);
            case ERROR_SET -> syncs.failed(observation);
            case ERROR_REPORTED -> syncs.told(observation);
            case REMOVAL_BEGIN -> removals.begins(observation);
            case REMOVAL_END -> removals.ends(observation);
            case FROZEN -> around.systems().frozen(observation);
            case THAWING -> around.systems().thawing(observation);
            case SWAP_ON -> around.inodes().inode(observation).swapfile = true;
            case SWAP_OFF -> around.inodes().inode(observation).swapfile = false;
            case INODE_WRITTEN -> flushes.begins(around.inodes().inode(observation), observation);
            case EXTENT -> directs.extent(observation);
            case BLOCKS_CHANGED -> directs.changed(observation);
            case CACHE_BEGIN -> calls.cache().begins(observation);
            case CACHE_END -> calls.cache().ends(observation);
            case FLUSHED -> flushes.flushed(observation);
            case THROTTLED -> flushes.throttled(observation);
            case NR_DIRTY, NR_WRITEBACK, NR_DIRTIED, NR_WRITTEN -> {
                counters.read(observation);
                courses.read(observation);
            }
            default -> thread(observation);
        }
    }

    private void truncated(Observation inode) {
        calls.truncated(inode);
        folios.unwritten()
                .truncated(around.inodes().inode(inode), around.profile().page(inode.value()));
    }

    /** What a thread does to its address space, or waits for. */
    private void thread(Observation observation) {
        WriteCall thread = calls.thread(observation);
        switch (observation.kind()) {
            case UNMAP_BEGIN -> thread.unmapping = observation.ts();
            case UNMAPPED -> {
                calls.unmapped(observation);
                directs.unmapped(observation);
            }
            case WRITE_BEGIN -> thread.writing = true;
            case WRITE_END -> thread.writing = false;
            case SIGNALLED -> calls.retries().excused(thread);
            case COPIED -> calls.copied(observation);
            case MAPPED -> {
                tally.taken(Clause.V6);
                directs.mapped(observation);
            }
            case MAP_REFUSED -> directs.mapped(observation);
            case WAITED -> tally.held(Clause.E2.bit() | (thread.called ? Clause.S1.bit() : Clauses.NONE));
            case DAX_FAULT -> {
                if (observation.pages() > 1 && FaultResult.installed(observation.value())) {
                    tally.taken(Clause.F9);
                }
            }
            default -> counted(observation.kind());
        }
    }

    /** Transitions of which nothing but the number is kept. */
    private void counted(ObservationKind kind) {
        switch (kind) {
            case FAULT_AROUND -> tally.taken(Clause.F1);
            case PFN_MKWRITE -> tally.taken(Clause.F6);
            case REMAPPED -> tally.taken(Clause.V2);
            case PROTECTED -> tally.taken(Clause.V3);
            case ADVISED -> tally.taken(Clause.V4);
            case FORKED -> tally.taken(Clause.V5);
            default -> {}
        }
    }

    /** What was found so far. */
    public ReplayResult result() {
        if (losing == 0) {
            folios.unwritten().end(last);
            flushes.end(last);
        }
        return new ReplayResult(
                observations,
                tally.transitions(),
                tally.invariants(evidence),
                tally.divergences(),
                folios.counters(),
                courses.list());
    }
}
