// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a capture shows of one page, and what the model knows of its folio after each moment. */
public final class PageLife {
    /** So many moments are kept, the last ones. */
    private static final int MOST = 10_000;

    private final PageKey page;
    private final List<Moment> moments = new ArrayList<>();
    /** The size of the file that was told last: it is told again only if it changed. */
    private long size = Observation.UNKNOWN;

    /**
     * A moment in the life of a page.
     *
     * @param ts when, on the capture's clock
     * @param cpu cpu
     * @param tid thread that did it, or was interrupted by it
     * @param what kind of observation
     * @param value its result, size or flags; -1 where it has none
     * @param folio what is known of the folio afterwards; a question mark behind a fact says that it is not
     */
    public record Moment(long ts, int cpu, int tid, String what, long value, String folio) {}

    PageLife(PageKey page) {
        this.page = page;
    }

    /** The page. */
    public PageKey page() {
        return page;
    }

    /** What happened, in order. */
    public List<Moment> moments() {
        return List.copyOf(moments);
    }

    /** The last moment that is not after {@code ts}; empty before the first. */
    public Optional<Moment> at(long ts) {
        Moment last = null;
        for (Moment moment : moments) {
            if (moment.ts() > ts) {
                break;
            }
            last = moment;
        }
        return Optional.ofNullable(last);
    }

    /** Whether an observation is of the page's file, and may concern the page. */
    boolean mayConcern(Observation observation) {
        return observation.ino() == page.ino() && observation.dev() == page.dev();
    }

    /** Takes an observation that the model has taken; the folio begins at {@code head} and has {@code pages} pages, 0 if not known. */
    void add(Observation observation, long head, int pages, String folio) {
        long index = observation.index();
        boolean whole = index == Observation.UNKNOWN;
        boolean same = index == page.index()
                || (index == head && page.index() - head < Math.max(1, pages))
                || (whole
                        && observation.kind() != ObservationKind.FAULT_BEGIN
                        && observation.kind() != ObservationKind.FAULT_END);
        boolean known = observation.kind() == ObservationKind.INODE_SIZE && observation.value() == size;
        if (!same || known) {
            return;
        }
        if (observation.kind() == ObservationKind.INODE_SIZE) {
            size = observation.value();
        }
        if (moments.size() == MOST) {
            moments.subList(0, MOST / 2).clear();
        }
        moments.add(new Moment(
                observation.ts(),
                observation.cpu(),
                observation.tid(),
                Divergences.name(observation.kind()),
                observation.value(),
                folio));
    }
}
