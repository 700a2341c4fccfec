// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events perf counts or prints a sample for: its own; with counters of a group, every member whose count went up since
 * the sample before (Linux tools/perf/util/session.c, {@code deliver_sample_group()}).
 */
final class GroupDelivery {
    private static final long GROUP = 8;

    private final PerfRows rows;
    private final List<String> names;
    private final Map<Long, Long> last = new HashMap<>();

    GroupDelivery(PerfRows rows) {
        this.rows = rows;
        this.names = rows.table("perf.event").stream()
                .map(row -> String.valueOf(row.get("name")))
                .toList();
    }

    /** Names of the events; samples must come in the order of time. */
    List<String> events(Map<String, Object> row) {
        int event = ((Long) row.get("event")).intValue();
        boolean group = ((Long) rows.table("perf.event").get(event).get("read_format") & GROUP) != 0;
        if (!group
                || !(row.get("read_value") instanceof List<?> counts)
                || !(row.get("read_id") instanceof List<?> ids)) {
            return List.of(names.get(event));
        }
        List<String> delivered = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Long count = (Long) counts.get(i);
            Long before = last.put((Long) ids.get(i), count);
            if (!count.equals(before == null ? 0L : before)) {
                delivered.add(nameOf((Long) ids.get(i)));
            }
        }
        return delivered;
    }

    private String nameOf(Long id) {
        for (Map<String, Object> event : rows.table("perf.event")) {
            if (((List<?>) event.get("ids")).contains(id)) {
                return String.valueOf(event.get("name"));
            }
        }
        return "no event of id " + id;
    }
}
