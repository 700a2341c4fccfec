// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.ringbuffer;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.metadata.OwnEvents;
import dev.faultline.parsers.schema.EventSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many records of which event a scan of ring buffers saw. */
public final class RecordCounts {
    private final long[] seen;
    private final List<EventSchema> schemas;
    private final OwnEvents own;

    /**
     * @param seen how often each event id was seen
     * @param schemas the events that the capture declares
     */
    public RecordCounts(long[] seen, List<EventSchema> schemas, OwnEvents own) {
        this.seen = seen;
        this.schemas = schemas;
        this.own = own;
    }

    /** Records by table: in the order of the schemas, then those of undeclared ids, then {@code lines} of text. */
    public Map<String, Long> perEvent(long lines) {
        Map<String, Long> counts = new LinkedHashMap<>();
        long[] left = seen.clone();
        for (EventSchema schema : schemas) {
            put(counts, schema, left[schema.id()]);
            left[schema.id()] = 0;
        }
        long unknown = 0;
        for (long count : left) {
            unknown += count;
        }
        put(counts, own.unknown(), unknown);
        put(counts, own.unparsed(), lines);
        return counts;
    }

    private static void put(Map<String, Long> counts, EventSchema schema, long count) {
        if (count > 0) {
            counts.merge(schema.qualifiedName(), count, Long::sum);
        }
    }

    /** An issue for each id that no event declares. */
    public List<ParseIssue> unknown(String place) {
        long[] left = seen.clone();
        for (EventSchema schema : schemas) {
            left[schema.id()] = 0;
        }
        IssueLog log = new IssueLog(place);
        for (int id = 0; id < left.length; id++) {
            if (left[id] > 0) {
                String detail = left[id] + " records of event id " + id;
                log.add(IssueKind.UNKNOWN_EVENT, 0, () -> detail);
            }
        }
        return log.toRows();
    }
}
