// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

/** Why a recorded folio was cleaned. */
enum Cause {
    /** A program asked: fsync, fdatasync, msync. */
    SYNC,
    /** The flusher looked for old pages. */
    PERIODIC,
    /** Too much was dirty. */
    BACKGROUND,
    /** sync(2), reclaim, a file system of its own accord. */
    OTHER;

    /** Whether under these settings it would have come at other times. */
    boolean isReplaced(Settings settings) {
        return switch (this) {
            case SYNC -> settings.has(Setting.MSYNC_PERIOD);
            case PERIODIC -> settings.has(Setting.WRITEBACK_INTERVAL) || settings.has(Setting.DIRTY_EXPIRE);
            case BACKGROUND -> settings.has(Setting.DIRTY_BACKGROUND);
            case OTHER -> false;
        };
    }
}
