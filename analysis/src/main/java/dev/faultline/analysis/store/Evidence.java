// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.List;
import java.util.Locale;

/**
 * What a view rests on in one capture: a row of table {@code evidence}.
 *
 * @param captureId capture
 * @param view view
 * @param variant variant that was weighed best, empty when the view has only one
 * @param status RECORDED: its events have records. SILENT: declared, without records. ABSENT: it has no rows for this capture
 *     because the capture cannot have what it needs
 * @param events raw events it reads, {@code system.event}
 * @param missing needs the capture does not meet, optional ones included
 */
public record Evidence(
        int captureId, String view, String variant, Availability status, List<String> events, List<String> missing) {
    static void createTable(TraceDatabase database) {
        String table = SqlNames.path(StoreFile.VIEWS, "main", "evidence");
        database.execute(
                "CREATE TABLE IF NOT EXISTS " + table
                        + " (capture_id SMALLINT, view VARCHAR, variant VARCHAR, status VARCHAR, events VARCHAR, missing VARCHAR)");
        database.execute("COMMENT ON TABLE " + table
                + " IS 'Which raw events each view rests on, per capture; status is recorded, silent or absent.'");
    }

    void insert(TraceDatabase database) {
        String table = SqlNames.path(StoreFile.VIEWS, "main", "evidence");
        database.execute("DELETE FROM " + table + " WHERE capture_id = ? AND view = ?", captureId, view);
        database.execute(
                "INSERT INTO " + table + " VALUES (?, ?, ?, ?, ?, ?)",
                captureId,
                view,
                variant,
                status.name().toLowerCase(Locale.ROOT),
                String.join(", ", events),
                String.join(", ", missing));
    }
}
