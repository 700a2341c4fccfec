// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.latency;

import java.util.Locale;

/** What calls can be divided by, so that like is compared with like. */
public enum Dimension {
    /** Not present, or write protect. */
    KIND("coalesce(kind, 'unknown')"),
    /** Device of the file system. */
    DEV("coalesce((dev >> 20) || ':' || (dev & 1048575), 'unknown')"),
    /** Device and inode. */
    FILE("coalesce((dev >> 20) || ':' || (dev & 1048575) || ':' || ino, 'unknown')"),
    CPU("CAST(cpu AS VARCHAR)"),
    TID("CAST(tid AS VARCHAR)"),
    /** How often the access was tried (L_logical). */
    ATTEMPTS("coalesce(CAST(attempts AS VARCHAR), 'unknown')"),
    /** VM_FAULT_* bits of the result. */
    RESULT("coalesce(nullif(result_names, ''), 'none')"),
    /** Whether the thread was paused by balance_dirty_pages inside the interval. */
    THROTTLED(
            "CASE WHEN (capture_id, metric, call) IN (SELECT (capture_id, metric, call) FROM latency_part WHERE part = 'throttle')"
                    + " THEN 'throttled' ELSE 'free run' END");

    private final String sql;

    Dimension(String sql) {
        this.sql = sql;
    }

    /** An expression over a row of view latency_call, never NULL. */
    String sql() {
        return sql;
    }

    /** As people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
