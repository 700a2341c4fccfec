// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/** Adds up what the events say the kernel's counters moved by. */
final class PageCounter {
    private long dirtied;
    private long written;
    private long dirtyEvents;
    private long writtenEvents;
    private long started;
    private boolean lowerBound;

    /** @param pages pages of the folio, 0 if not known */
    void add(ObservationKind kind, int pages, boolean largeFolios) {
        int count = Math.max(1, pages);
        switch (kind) {
            case FOLIO_DIRTIED -> {
                dirtied += count;
                dirtyEvents++;
            }
            case FOLIO_REDIRTIED -> dirtied -= count;
            case WRITEBACK_BEGIN -> started += count;
            case WRITEBACK_END -> {
                written += count;
                writtenEvents++;
            }
            default -> {
                return;
            }
        }
        lowerBound |= pages == 0 && largeFolios;
    }

    void lost() {
        lowerBound = true;
    }

    Counters counters() {
        return new Counters(dirtied, written, dirtyEvents, writtenEvents, Math.max(0, started - written), lowerBound);
    }
}
