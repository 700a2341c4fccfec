// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mappings with MAP_DIRECT, where a policy knows that flag: what they may do, and what may be done to their files. */
final class DirectReplay {
    private static final int HOLE = 0;
    private static final int DELAYED = 1;
    private static final int UNWRITTEN = 3;

    private final Policy policy;
    private final DirectModel model;
    private final KernelProfile profile;
    private final Tally tally;
    private final List<Mapping> mappings = new ArrayList<>();
    private final Map<Extent, Integer> extents = new HashMap<>();

    /** A mapping with MAP_DIRECT; the file is known once a fault in it was seen. */
    private static final class Mapping {
        final long space;
        final int tid;
        final long first;
        final long last;
        final long offset;
        long dev = Observation.UNKNOWN;
        long ino = Observation.UNKNOWN;

        Mapping(Observation mapped, KernelProfile profile) {
            space = mapped.space();
            tid = mapped.tid();
            first = profile.page(mapped.address());
            last = profile.page(mapped.address() + mapped.value() - 1);
            offset = mapped.index();
        }

        boolean isOf(Observation thread) {
            return space == Observation.UNKNOWN ? tid == thread.tid() : space == thread.space();
        }

        long lastIndex() {
            return offset + last - first;
        }
    }

    /** A page of a file. */
    private record Extent(long dev, long ino, long index) {}

    DirectReplay(Policy policy, KernelProfile profile, Tally tally) {
        this.policy = policy;
        this.model = new DirectModel(policy.version());
        this.profile = profile;
        this.tally = tally;
    }

    /** mmap returned, or refused. */
    void mapped(Observation call) {
        if (!policy.isDirect(call.ino())) {
            return;
        }
        boolean refused = call.kind() == ObservationKind.MAP_REFUSED;
        long result = refused ? call.value() : 0;
        decide(model.mapped(call.ino(), call.pages(), result), call, "address 0x" + Long.toHexString(call.address()));
        if (!refused) {
            mappings.add(new Mapping(call, profile));
        }
    }

    /** What the file has at a page, or from it on. */
    void extent(Observation extent) {
        for (int page = 0; page < Math.min(extent.pages(), 1 << 16) && !mappings.isEmpty(); page++) {
            extents.put(new Extent(extent.dev(), extent.ino(), extent.index() + page), (int) extent.value());
        }
    }

    /** A write fault of {@code thread} ended. */
    void stored(WriteCall thread, Observation fault) {
        Mapping mapping = mappings.isEmpty() ? null : at(thread, fault);
        if (mapping == null || fault.value() == Observation.UNKNOWN) {
            return;
        }
        mapping.dev = fault.dev();
        mapping.ino = fault.ino();
        long index = mapping.offset + profile.page(thread.address) - mapping.first;
        Integer state = extents.get(new Extent(mapping.dev, mapping.ino, index));
        if (state != null && (state == HOLE || state == UNWRITTEN || state == DELAYED)) {
            decide(model.stored(fault.value()), fault, Divergences.page(mapping.dev, mapping.ino, index));
        }
    }

    /** A folio was made dirty, or added, by {@code thread}. */
    void cached(WriteCall thread, Observation folio) {
        if (!mappings.isEmpty() && thread.open && at(thread, folio) != null) {
            decide(model.cached(), folio, Divergences.page(folio.dev(), folio.ino(), folio.index()));
        }
    }

    private @Nullable Mapping at(WriteCall thread, Observation fault) {
        long page = profile.page(thread.address);
        for (Mapping mapping : mappings) {
            if (mapping.isOf(fault) && page >= mapping.first && page <= mapping.last) {
                return mapping;
            }
        }
        return null;
    }

    /** Another process changed blocks of a file, or was refused: from page index to page address, value = result. */
    void changed(Observation change) {
        for (Mapping mapping : mappings) {
            boolean same = mapping.ino == change.ino() && mapping.dev == change.dev();
            boolean inside = change.index() <= mapping.lastIndex() && change.address() >= mapping.offset;
            if (same && inside && !mapping.isOf(change)) {
                decide(model.changed(change.value()), change, Divergences.file(change.dev(), change.ino()));
            }
        }
    }

    void unmapped(Observation range) {
        long first = profile.page(range.address());
        long last = profile.page(range.address() + range.value() - 1);
        mappings.removeIf(mapping -> mapping.isOf(range) && mapping.first >= first && mapping.last <= last);
    }

    private void decide(Step.@Nullable Impossible<Void> wrong, Observation observation, String subject) {
        if (wrong == null) {
            tally.held(Clause.MD.bit());
        } else {
            List<String> chain = List.of(EventChains.line(observation));
            tally.violated(
                    wrong,
                    () -> Divergences.of(
                            observation, subject, wrong, policy.version().word(), chain, null));
        }
    }

    void forgetAll() {
        mappings.clear();
        extents.clear();
    }
}
