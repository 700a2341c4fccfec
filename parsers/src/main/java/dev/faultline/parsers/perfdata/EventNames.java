// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.schema.EventSchema;

/** Names for events that the capture itself does not name: by their format, or by type and number. */
final class EventNames {
    private static final String[] HARDWARE = {
        "cycles",
        "instructions",
        "cache-references",
        "cache-misses",
        "branches",
        "branch-misses",
        "bus-cycles",
        "stalled-cycles-frontend",
        "stalled-cycles-backend",
        "ref-cycles"
    };
    private static final String[] SOFTWARE = {
        "cpu-clock",
        "task-clock",
        "page-faults",
        "context-switches",
        "cpu-migrations",
        "minor-faults",
        "major-faults",
        "alignment-faults",
        "emulation-faults",
        "dummy",
        "bpf-output",
        "cgroup-switches"
    };

    private final PerfContents contents;

    EventNames(PerfContents contents) {
        this.contents = contents;
    }

    void complete() {
        PerfEvents events = contents.events;
        for (int i = 0; i < events.attrs().size(); i++) {
            if (events.name(i).isEmpty()) {
                events.name(i, name(events.attrs().get(i)));
            }
        }
    }

    private String name(PerfAttr attr) {
        return switch (attr.type()) {
            case 0 -> listed(HARDWARE, attr);
            case 1 -> listed(SOFTWARE, attr);
            case PerfAttr.TRACEPOINT -> tracepoint(attr);
            default -> raw(attr);
        };
    }

    private static String listed(String[] names, PerfAttr attr) {
        return attr.config() >= 0 && attr.config() < names.length ? names[(int) attr.config()] : raw(attr);
    }

    private String tracepoint(PerfAttr attr) {
        for (EventSchema schema : contents.schemas) {
            if (schema.id() == attr.config()) {
                return schema.system() + ":" + schema.name();
            }
        }
        return "tracepoint " + attr.config();
    }

    private static String raw(PerfAttr attr) {
        return "type " + Integer.toUnsignedString(attr.type()) + " config 0x" + Long.toHexString(attr.config());
    }
}
