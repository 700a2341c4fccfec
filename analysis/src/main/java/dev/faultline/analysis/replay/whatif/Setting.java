// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A setting of the recorded machine that can be thought different, what it changes, and what a capture cannot tell of it. */
public enum Setting {
    /** vm.dirty_writeback_centisecs. */
    WRITEBACK_INTERVAL(
            Unit.TIME,
            "when in the interval the flusher wakes; stores to pages that were writable, which leave no event: a page that is cleaned"
                    + " more often may be stored to again at once, or never"),
    /** vm.dirty_expire_centisecs. */
    DIRTY_EXPIRE(Unit.TIME, WRITEBACK_INTERVAL.unknown),
    /** vm.dirty_background_bytes, the global one. */
    DIRTY_BACKGROUND(
            Unit.PAGES,
            "dirty pages that the capture does not show, which count for the threshold too; stores to pages that were writable"),
    /** vm.dirty_bytes. */
    DIRTY_LIMIT(
            Unit.PAGES,
            "what throttled programs would have done later, and the limits of single devices and cgroups: a pause is a bound of the fluid model"
                    + " in the documentation, not the kernel's formula"),
    /** debugfs fault_around_bytes. */
    FAULT_AROUND(
            Unit.BYTES,
            "loads from pages that were mapped around a fault, which leave no event; pages that were in the cache before the capture"),
    /** Size of every folio of the page cache. */
    FOLIO_SIZE(
            Unit.BYTES,
            "which sizes readahead would choose; the time that larger folios save or cost; pages that write calls dirtied inside folios of"
                    + " unknown size"),
    /** SB_I_STABLE_WRITES, AS_STABLE_WRITES. */
    STABLE_PAGES(Unit.SWITCH, "stores to pages that became writable again while they were still being written"),
    /** Files on persistent memory, without a page cache. */
    DAX(
            Unit.SWITCH,
            "whether extents are aligned, so that a fault could map 2 MiB: the range is from all of them to none"),
    /** How often programs call msync or fsync; none: never. */
    MSYNC_PERIOD(
            Unit.TIME_OR_NONE, "stores to pages that were writable; what a program does while it waits for a sync"),
    /** Whether the file system is told before a page becomes writable; off is Linux before 2.6.18. */
    MKWRITE(
            Unit.SWITCH,
            "reclaim, which would have found the dirty ptes of pages that it wanted; when msync scanned which part of a range");

    /** How a value is written. */
    enum Unit {
        TIME("a time such as 500ms or 5s"),
        TIME_OR_NONE("a time such as 500ms, or none"),
        BYTES("a size such as 4096, 64KiB or 2MiB"),
        PAGES("pages as a number, or a size such as 400MiB"),
        SWITCH("on or off");

        final String form;

        Unit(String form) {
            this.form = form;
        }
    }

    final Unit unit;
    private final String unknown;

    Setting(Unit unit, String unknown) {
        this.unit = unit;
        this.unknown = unknown;
    }

    /** What it changes; all else is held as recorded. */
    Set<Metric> metrics() {
        return switch (this) {
            case WRITEBACK_INTERVAL, DIRTY_EXPIRE, DIRTY_BACKGROUND, MSYNC_PERIOD ->
                EnumSet.range(Metric.STORE_FAULTS, Metric.MOST_DIRTY);
            case DIRTY_LIMIT -> EnumSet.of(Metric.THROTTLED_NS);
            case FAULT_AROUND -> EnumSet.of(Metric.READ_FAULTS);
            case FOLIO_SIZE -> EnumSet.range(Metric.FOLIOS_DIRTIED, Metric.MOST_DIRTY);
            case STABLE_PAGES -> EnumSet.of(Metric.STABLE_WAITS, Metric.STABLE_WAIT_NS);
            case DAX -> EnumSet.range(Metric.STORE_FAULTS, Metric.THROTTLED_NS);
            case MKWRITE ->
                EnumSet.of(
                        Metric.STORE_FAULTS,
                        Metric.MKWRITES,
                        Metric.FOLIOS_DIRTIED,
                        Metric.PAGES_DIRTIED,
                        Metric.PAGES_CLEANED,
                        Metric.HIDDEN_STORES,
                        Metric.NEVER_TOLD,
                        Metric.HIDDEN_NS);
        };
    }

    /** What no capture tells of it. */
    String unknown() {
        return unknown;
    }

    /** Its name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> ids() {
        return List.of(values()).stream().map(Setting::id).toList();
    }
}
