// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.parsers.schema.EventSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts together what the blocks of a scan reported. */
final class ScanResult {
    private final PerfContents contents;
    private final List<BlockReport> reports;

    ScanResult(PerfContents contents, List<BlockReport> reports) {
        this.contents = contents;
        this.reports = reports;
    }

    /** Gaps: what the kernel counted, and for every cpu one without a count where the file ends early. */
    List<LostEvents> losses(boolean truncated) {
        List<LostEvents> losses = new ArrayList<>();
        Map<Integer, Long> last = new TreeMap<>();
        for (BlockReport report : reports) {
            for (BlockReport.Lost lost : report.lost) {
                Long after = lost.afterTs() == null ? last.get(lost.cpu()) : lost.afterTs();
                losses.add(new LostEvents(lost.cpu(), 0, after, lost.ts(), lost.count()));
            }
            for (int cpu = 0; cpu < report.cpus(); cpu++) {
                Long ts = report.last(cpu);
                if (ts != null) {
                    last.put(cpu, ts);
                }
            }
        }
        if (truncated) {
            last.forEach((cpu, ts) -> losses.add(new LostEvents(cpu, 0, ts, null, null)));
        }
        return List.copyOf(losses);
    }

    List<TaskName> tasks() {
        List<TaskName> tasks = new ArrayList<>(contents.tasks);
        reports.forEach(report -> tasks.addAll(report.tasks));
        return List.copyOf(tasks);
    }

    List<ParseIssue> issues(List<IssueLog> logs, Counts counts) {
        List<ParseIssue> issues = new ArrayList<>();
        logs.forEach(log -> issues.addAll(log.toRows()));
        reports.forEach(report -> issues.addAll(report.issues.toRows()));
        IssueLog unknown = new IssueLog(contents.file.name());
        counts.byType.forEach((type, count) -> {
            if (!SideTables.schemas().containsKey(type)) {
                unknown.add(IssueKind.UNKNOWN_EVENT, 0, () -> count + " records of type " + type);
            }
        });
        if (counts.unknownIds > 0) {
            unknown.add(
                    IssueKind.UNKNOWN_EVENT,
                    0,
                    () -> counts.unknownIds
                            + " samples with an id that no event has; they are taken for the first event");
        }
        issues.addAll(unknown.toRows());
        return List.copyOf(issues);
    }

    /** Records by table, in the order of the tables; a tracepoint's sample counts in {@code perf.sample} and its own. */
    static Map<String, Long> perEvent(Counts counts, PerfTables tables) {
        List<EventSchema> schemas = tables.schemas();
        long[] rows = new long[schemas.size()];
        tables.stored().forEach((index, list) -> rows[index] += list.size());
        counts.entries.forEach((index, count) -> rows[index] += count);
        for (int i = 0; i < counts.byAttr.length; i++) {
            rows[tables.sampleIndex()] += counts.byAttr[i];
            int index = tables.tracepointIndex(tables.events().attrs().get(i));
            if (index >= 0) {
                rows[index] += counts.byAttr[i];
            }
            if (FaultRows.isFault(tables.events().attrs().get(i))) {
                rows[tables.faultIndex()] += counts.byAttr[i];
            }
        }
        counts.byType.forEach((type, count) -> rows[tables.sideIndex(type)] += count);
        Map<String, Long> perEvent = new LinkedHashMap<>();
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] > 0) {
                perEvent.merge(schemas.get(i).qualifiedName(), rows[i], Long::sum);
            }
        }
        return perEvent;
    }
}
