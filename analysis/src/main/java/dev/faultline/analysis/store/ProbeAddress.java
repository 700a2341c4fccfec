// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks probes' names against their addresses: the name is the user's choice, the address is the kernel's. The symbols of captures
 * are looked through once for all probes: there may be hundreds of one and a hundred thousand of the other.
 */
final class ProbeAddress {
    /**
     * Bytes from a symbol to the place a probe at its entry may report: behind {@code endbr64} (4) and the ftrace call (5) on x86,
     * behind {@code bti c} and the patchable entry's two instructions (12) on arm64.
     */
    private static final int ENTRY_BYTES = 16;

    private final TraceDatabase database;
    private final EventIndex events;
    private @Nullable Map<Integer, Map<String, List<Long>>> symbols;
    private final Map<String, Map<Integer, Long>> lowest = new HashMap<>();

    ProbeAddress(TraceDatabase database, EventIndex events) {
        this.database = database;
        this.events = events;
    }

    /** Whether an event's recorded addresses fit the function of a need; true where the capture's symbols cannot tell. */
    boolean agree(StoredEvent event, Need need) {
        TableNames.Place place = event.place();
        String address = event.columns().get("__probe_func");
        String column = address == null ? event.columns().get("__probe_ip") : address;
        if (place == null || column == null || event.recorded() == 0) {
            return true;
        }
        List<Long> known = symbols()
                .getOrDefault(event.captureId(), Map.of())
                .getOrDefault(Probe.needed(need.function()).event(), List.of());
        if (known.isEmpty()) {
            return true;
        }
        Long at = lowest.computeIfAbsent(
                        "SELECT capture_id, min(%s) FROM %s GROUP BY capture_id"
                                .formatted(SqlNames.quote(column), place.sql()),
                        this::numbers)
                .get(event.captureId());
        return at != null && known.stream().anyMatch(symbol -> Long.compareUnsigned(at - symbol, ENTRY_BYTES) <= 0);
    }

    /** A number by capture, of a query for both. */
    private Map<Integer, Long> numbers(String sql) {
        Map<Integer, Long> numbers = new HashMap<>();
        database.query(sql).forEach(row -> {
            if (row[1] != null) {
                numbers.put(number(row[0]).intValue(), number(row[1]).longValue());
            }
        });
        return numbers;
    }

    /** Addresses of the functions that probes are on, with their compiler-made parts ({@code f.isra.0}), by capture. */
    private Map<Integer, Map<String, List<Long>>> symbols() {
        Map<Integer, Map<String, List<Long>>> known = symbols;
        if (known == null) {
            known = new HashMap<>();
            symbols = known;
            read(known);
        }
        return known;
    }

    private void read(Map<Integer, Map<String, List<Long>>> found) {
        String names = events.functions().stream().map(SqlNames::literal).collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            database.query("""
                            SELECT capture_id, split_part(name, '.', 1), address
                            FROM store.main.symbol
                            WHERE address > 0 AND split_part(name, '.', 1) IN (%s)
                            """.formatted(names))
                    .forEach(row -> found.computeIfAbsent(number(row[0]).intValue(), k -> new HashMap<>())
                            .computeIfAbsent(String.valueOf(row[1]), k -> new ArrayList<>())
                            .add(number(row[2]).longValue()));
        }
    }

    private static Number number(@Nullable Object value) {
        return (Number) Objects.requireNonNull(value);
    }
}
