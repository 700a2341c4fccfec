// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import java.util.ArrayList;
import java.util.List;

/** The events of a capture: attrs in file order, their names, and which sample id is whose. */
final class PerfEvents {
    /** The id is nowhere: samples are of the first event. */
    private static final int NOWHERE = -1;

    private final List<PerfAttr> attrs = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<List<Long>> ids = new ArrayList<>();
    private final SampleIds byId = new SampleIds();

    /** Adds an event without a name; its position is returned. */
    int add(PerfAttr attr) {
        attrs.add(attr);
        names.add("");
        ids.add(new ArrayList<>());
        return attrs.size() - 1;
    }

    void addId(int attr, long id) {
        ids.get(attr).add(id);
        byId.put(id, attr);
    }

    /** Adds those of an event's ids that are not known yet. */
    void addMissing(int attr, List<Long> more) {
        for (long id : more) {
            if (byId.get(id) < 0) {
                addId(attr, id);
            }
        }
    }

    void name(int attr, String name) {
        names.set(attr, name);
    }

    List<PerfAttr> attrs() {
        return attrs;
    }

    String name(int attr) {
        return names.get(attr);
    }

    List<Long> ids(int attr) {
        return ids.get(attr);
    }

    /** Position of the event that has this id, -1 for none. */
    int withId(long id) {
        return byId.get(id);
    }

    /**
     * Bytes from the start of a sample to its id, {@link #NOWHERE} when there is one event only, or when the events
     * disagree (Linux tools/perf/util/evlist.c, {@code perf_evlist__event2id()}).
     */
    int idOffset() {
        return attrs.size() < 2 ? NOWHERE : common(PerfEvents::idOffset);
    }

    /** Bytes from the id in the trailer of other records to their end, {@link #NOWHERE} as above. */
    int trailerIdDistance() {
        return attrs.size() < 2 ? NOWHERE : common(PerfEvents::trailerIdDistance);
    }

    /** Something every attr may have in its own way. */
    private interface Place {
        int in(PerfAttr attr);
    }

    private int common(Place place) {
        int first = place.in(attrs.get(0));
        for (PerfAttr attr : attrs) {
            if (place.in(attr) != first) {
                return NOWHERE;
            }
        }
        return first;
    }

    private static int idOffset(PerfAttr attr) {
        if (attr.has(SampleBit.IDENTIFIER)) {
            return 8;
        }
        return attr.has(SampleBit.ID) ? 8 + 8 * Long.bitCount(attr.sampleType() & 0xf) : NOWHERE;
    }

    private static int trailerIdDistance(PerfAttr attr) {
        if (attr.has(SampleBit.IDENTIFIER)) {
            return 8;
        }
        int behind = (attr.has(SampleBit.STREAM_ID) ? 8 : 0) + (attr.has(SampleBit.CPU) ? 8 : 0);
        return attr.has(SampleBit.ID) ? 8 + behind : NOWHERE;
    }
}
