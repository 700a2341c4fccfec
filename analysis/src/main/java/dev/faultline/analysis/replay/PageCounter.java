// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/** Adds up what the events say the kernel's counters moved by. */
final class PageCounter {
    private long dirtied;
    private long dirtyPages;
    private long written;
    private long dirtyEvents;
    private long writtenEvents;
    private long started;
    private long cleaned;
    private boolean lowerBound;

    /** @param pages pages of the folio, 0 if not known */
    void add(ObservationKind kind, int pages, boolean largeFolios) {
        int count = Math.max(1, pages);
        switch (kind) {
            case FOLIO_DIRTIED -> {
                dirtied += count;
                dirtyPages += count;
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

    /** A dirty bit of {@code count} pages was cleared. */
    void cleaned(int count) {
        cleaned += Math.max(1, count);
    }

    /** What the events make of a counter, from the capture's begin on. */
    long sum(ObservationKind counter) {
        return switch (counter) {
            case NR_DIRTIED -> dirtied;
            case NR_WRITTEN -> written;
            case NR_WRITEBACK -> started - written;
            default -> dirtyPages - cleaned;
        };
    }

    void lost() {
        lowerBound = true;
    }

    Counters counters() {
        return new Counters(dirtied, written, dirtyEvents, writtenEvents, Math.max(0, started - written), lowerBound);
    }
}
