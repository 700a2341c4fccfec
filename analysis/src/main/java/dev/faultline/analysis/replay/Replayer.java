// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * Re-drives a stream of observations through the reference fault model. After an impossible step, or while and after events
 * were lost, what was touched is unknown and the replay goes on. Holds what is known of live folios, inodes and threads, and
 * nothing of the past.
 */
public final class Replayer {
    private final Evidence evidence;
    private final Tally tally = new Tally();
    private final FolioReplay folios;
    private final CallReplay calls;
    private int losing;
    private long observations;

    public Replayer(KernelProfile profile, Evidence evidence) {
        this.evidence = evidence;
        this.folios = new FolioReplay(profile, evidence, tally);
        this.calls = new CallReplay(profile, evidence, tally, folios);
    }

    /** Takes the next observation; they come in order of time, and per cpu in the order of the record. */
    public void accept(Observation observation) {
        observations++;
        switch (observation.kind()) {
            case LOSS_BEGIN -> lose(1);
            case LOSS_END -> lose(-1);
            default -> {
                if (losing > 0) {
                    folios.acceptBlind(observation);
                } else {
                    replay(observation);
                }
            }
        }
    }

    /** A lost event may have changed any fact, so all are unknown from the last good moment to the next. */
    private void lose(int change) {
        losing += change;
        folios.forgetAll();
        calls.forgetAll();
    }

    private void replay(Observation observation) {
        switch (observation.kind()) {
            case FAULT_BEGIN -> calls.faultBegins(observation);
            case FAULT_END -> calls.faultEnds(observation);
            case MKWRITE_BEGIN -> calls.mkwriteBegins(observation);
            case MKWRITE_END -> calls.mkwriteEnds(observation);
            case INODE_SIZE -> calls.size(observation);
            case TRUNCATED -> calls.truncated(observation);
            case UNMAPPED -> calls.unmapped(observation);
            case EXCEPTION -> calls.raised(observation);
            case EXITED -> calls.exited(observation);
            case LOSS_BEGIN, LOSS_END -> {}
            default -> calls.folio(observation, folios.accept(observation));
        }
    }

    /** What was found so far. */
    public ReplayResult result() {
        return new ReplayResult(
                observations, tally.transitions(), tally.invariants(evidence), tally.divergences(), folios.counters());
    }
}
