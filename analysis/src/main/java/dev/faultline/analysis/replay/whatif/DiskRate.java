// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import dev.faultline.analysis.replay.Observation;

/** How fast the recorded disks wrote while they had pages to write. */
final class DiskRate {
    private long underway;
    private long since;
    private long busy;
    private long pages;

    void accept(Observation observation) {
        int count = Math.max(1, observation.pages());
        switch (observation.kind()) {
            case WRITEBACK_BEGIN -> {
                since = underway == 0 ? observation.ts() : since;
                underway += count;
            }
            case WRITEBACK_END -> {
                if (underway > 0) {
                    pages += count;
                    underway = Math.max(0, underway - count);
                    busy += observation.ts() - since;
                    since = observation.ts();
                }
            }
            case LOSS_BEGIN -> underway = 0;
            default -> {}
        }
    }

    /** Pages per nanosecond; 0 if nothing was written. */
    double pagesPerNs() {
        return busy == 0 ? 0 : (double) pages / busy;
    }
}
