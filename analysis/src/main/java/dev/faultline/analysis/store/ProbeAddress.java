// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

/** Checks a probe's name against its address: the name is the user's choice, the address is the kernel's. */
final class ProbeAddress {
    /**
     * Bytes from a symbol to the place a probe at its entry may report: behind {@code endbr64} (4) and the ftrace call (5) on x86,
     * behind {@code bti c} and the patchable entry's two instructions (12) on arm64.
     */
    private static final int ENTRY_BYTES = 16;

    private final TraceDatabase database;
    private final StoredEvent event;

    ProbeAddress(TraceDatabase database, StoredEvent event) {
        this.database = database;
        this.event = event;
    }

    /** Whether the recorded addresses fit the function; true where the capture's symbols cannot tell. */
    boolean agrees(Need need) {
        TableNames.Place place = event.place();
        String address = event.columns().get("__probe_func");
        String column = address == null ? event.columns().get("__probe_ip") : address;
        if (place == null || column == null || event.recorded() == 0) {
            return true;
        }
        String function = Probe.needed(need.function()).event();
        Object[] row = database.query(
                        """
                        SELECT count(*), count(*) FILTER (
                          (SELECT min(%1$s) FROM %2$s WHERE capture_id = %3$d) BETWEEN address AND address + %4$d)
                        FROM store.main.symbol
                        WHERE capture_id = %3$d AND address > 0 AND (name = ? OR starts_with(name, ? || '.'))
                        """.formatted(SqlNames.quote(column), place.sql(), event.captureId(), ENTRY_BYTES),
                        function,
                        function)
                .all()
                .get(0);
        return row == null || ((Number) row[0]).longValue() == 0 || ((Number) row[1]).longValue() > 0;
    }
}
