// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.Inspection;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.ClockUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code inspect} tells of one capture, whether it was walked or comes from a store. Its maps are the JSON, in this order.
 *
 * @param facts what the capture says about itself
 * @param buffers ring buffers
 * @param events declared events with their number of records
 * @param losses gaps
 * @param counters what the kernel counted per cpu buffer
 * @param issues defects
 */
record Inspected(
        Map<String, @Nullable Object> facts,
        List<Map<String, @Nullable Object>> buffers,
        List<Map<String, @Nullable Object>> events,
        List<Map<String, @Nullable Object>> losses,
        List<Map<String, @Nullable Object>> counters,
        List<Map<String, @Nullable Object>> issues) {

    static Inspected of(Inspection seen) {
        return new Inspected(
                facts(seen),
                rows(
                        seen.buffers(),
                        buffer -> map(
                                "buffer_id", buffer.id(),
                                "name", buffer.name(),
                                "clock", buffer.clock(),
                                "sub_buffer_size", buffer.subBufferSize(),
                                "cpus", buffer.cpus())),
                rows(
                        seen.events(),
                        event -> map("event", event.system() + "." + event.name(), "records", event.records())),
                rows(
                        seen.losses(),
                        gap -> map(
                                "cpu", gap.cpu(),
                                "buffer_id", gap.bufferId(),
                                "after_ts", gap.afterTs(),
                                "before_ts", gap.beforeTs(),
                                "count", gap.count())),
                counters(seen),
                rows(
                        seen.issues(),
                        issue -> map(
                                "kind", issue.kind().name(),
                                "path", issue.path(),
                                "offset", issue.offset(),
                                "detail", issue.detail())));
    }

    private static Map<String, @Nullable Object> facts(Inspection seen) {
        CaptureInfo info = seen.info();
        Map<String, @Nullable Object> facts = map(
                "path", info.path().toString(),
                "format", info.format(),
                "version", info.version(),
                "kernel_release", info.kernelRelease(),
                "machine", info.machine(),
                "hostname", info.hostname(),
                "clock", info.clock(),
                "clock_unit", info.clockUnit() == ClockUnit.NS ? "ns" : "count",
                "start_ts", seen.scan().firstTs(),
                "end_ts", seen.scan().lastTs(),
                "records", seen.scan().records());
        facts.put("page_size", info.pageSize());
        facts.put("long_size", info.longSize());
        facts.put(
                "endianness",
                info.byteOrder().toString().toLowerCase(Locale.ROOT).replace("_endian", ""));
        facts.put("command_line", info.commandLine());
        facts.put("tool", info.tool());
        facts.put("event_formats", info.details().get("event formats"));
        return facts;
    }

    private static List<Map<String, @Nullable Object>> counters(Inspection seen) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        seen.stats()
                .forEach(cpu -> cpu.values()
                        .forEach((name, value) -> rows.add(
                                map("buffer_id", cpu.bufferId(), "cpu", cpu.cpu(), "name", name, "value", value))));
        return rows;
    }

    /** A row of something. */
    private interface Row<T> {
        Map<String, @Nullable Object> of(T thing);
    }

    private static <T> List<Map<String, @Nullable Object>> rows(List<T> things, Row<T> row) {
        return things.stream().map(row::of).toList();
    }

    /** A map of names and values in this order. */
    static Map<String, @Nullable Object> map(@Nullable Object... pairs) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }

    /** The whole as JSON. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>(facts);
        object.put("buffers", buffers);
        object.put("events", events);
        object.put("lost_events", losses);
        object.put("cpu_stats", counters);
        object.put("issues", issues);
        return object;
    }
}
