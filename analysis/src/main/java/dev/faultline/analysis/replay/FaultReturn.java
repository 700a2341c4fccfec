// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * The return of a fault that the capture does not record, taken from the next thing the thread does. Its result is unknown.
 *
 * @param next what the thread did next
 */
record FaultReturn(Observation next) implements Observation {
    @Override
    public ObservationKind kind() {
        return ObservationKind.FAULT_END;
    }

    @Override
    public long ts() {
        return next.ts();
    }

    @Override
    public int cpu() {
        return next.cpu();
    }

    @Override
    public int tid() {
        return next.tid();
    }

    @Override
    public long dev() {
        return next.dev();
    }

    @Override
    public long ino() {
        return next.ino();
    }

    @Override
    public long index() {
        return next.index();
    }

    @Override
    public int pages() {
        return 0;
    }

    @Override
    public long address() {
        return next.address();
    }

    @Override
    public long space() {
        return next.space();
    }

    @Override
    public long value() {
        return UNKNOWN;
    }
}
