// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.ledger.Ledger;
import dev.faultline.analysis.ledger.LedgerComparison;
import dev.faultline.analysis.ledger.LedgerLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The books of dirty pages, for people and for programs. */
final class LedgerOutput {
    /** Files and threads shown to people; programs get all. */
    private static final int SHOWN = 20;

    private static final List<String> COLUMNS = List.of(
            "source",
            "scope",
            "of",
            "before",
            "dirtied",
            "redirtied",
            "cleaned",
            "written",
            "cancelled",
            "still dirty",
            "in writeback",
            "unexplained",
            "tolerance");

    private final CaptureHeading heading;
    private final Ledger ledger;

    LedgerOutput(CaptureHeading heading, Ledger ledger) {
        this.heading = heading;
        this.ledger = ledger;
    }

    String text() {
        StringBuilder text = new StringBuilder(heading.text()).append('\n');
        if (ledger.lines().isEmpty()) {
            return text.append(
                            "Neither page events nor global_dirty_state were recorded: there is nothing to account for.\n")
                    .toString();
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        Map<String, Integer> shown = new LinkedHashMap<>();
        for (LedgerLine line : ledger.lines()) {
            if (shown.merge(line.capture() + line.source() + line.scope(), 1, Integer::sum) <= SHOWN) {
                rows.add(row(line));
            }
        }
        text.append(new TextTable(COLUMNS, rows).text()).append('\n');
        int hidden = ledger.lines().size() - rows.size();
        text.append(hidden == 0 ? "" : "... and " + Values.count(hidden, "more line") + "; --format json prints all\n");
        text.append("pages; - is not known. Tolerances:\n");
        ledger.lines().stream()
                .map(line -> "  " + line.source() + ": " + line.tolerance() + ", " + line.why() + "\n")
                .distinct()
                .forEach(text::append);
        appendComparisons(text);
        return text.toString();
    }

    private void appendComparisons(StringBuilder text) {
        if (ledger.comparisons().isEmpty()) {
            text.append(
                    "\nnothing to compare with: no global_dirty_state beside page events, and no vmstat or io files beside the capture\n");
            return;
        }
        text.append("\ncompared with what the kernel counted:\n");
        for (LedgerComparison one : ledger.comparisons()) {
            text.append("  ").append(one.agrees() ? "agrees   " : "differs  ");
            text.append(one.what())
                    .append(": ")
                    .append(Values.count(one.ours()))
                    .append(" by events, ");
            text.append(Values.count(one.theirs())).append(" by ").append(SafeText.of(one.against()));
            text.append("; difference ")
                    .append(one.difference())
                    .append(", tolerance ")
                    .append(one.tolerance());
            text.append(" (").append(one.why()).append(")\n");
        }
    }

    private static @Nullable Object[] row(LedgerLine line) {
        return new @Nullable Object[] {
            line.source(),
            line.scope(),
            line.subject(),
            known(line.dirtyBefore()),
            known(line.dirtied()),
            known(line.redirtied()),
            known(line.cleaned()),
            known(line.written()),
            known(line.cancelled()),
            known(line.stillDirty()),
            known(line.underWriteback()),
            known(line.unexplained()),
            line.tolerance()
        };
    }

    private static Object known(@Nullable Long pages) {
        return pages == null ? "-" : pages;
    }

    String json() {
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("format", "faultline.ledger");
        page.put("version", 1);
        page.put("captures", heading.json());
        page.put("lines", ledger.lines().stream().map(LedgerOutput::line).toList());
        page.put(
                "comparisons",
                ledger.comparisons().stream().map(LedgerOutput::comparison).toList());
        return Json.of(page) + "\n";
    }

    private static Map<String, @Nullable Object> line(LedgerLine line) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("capture_id", line.capture());
        object.put("source", line.source());
        object.put("scope", line.scope());
        object.put("of", line.subject());
        object.put("dirty_before", line.dirtyBefore());
        object.put("dirtied", line.dirtied());
        object.put("redirtied", line.redirtied());
        object.put("cleaned", line.cleaned());
        object.put("written", line.written());
        object.put("cancelled", line.cancelled());
        object.put("still_dirty", line.stillDirty());
        object.put("under_writeback", line.underWriteback());
        object.put("unexplained", line.unexplained());
        object.put("tolerance", line.tolerance());
        object.put("why", line.why());
        object.put("balanced", line.balanced());
        return object;
    }

    private static Map<String, @Nullable Object> comparison(LedgerComparison one) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("capture_id", one.capture());
        object.put("what", one.what());
        object.put("against", one.against());
        object.put("events", one.ours());
        object.put("kernel", one.theirs());
        object.put("difference", one.difference());
        object.put("tolerance", one.tolerance());
        object.put("why", one.why());
        object.put("agrees", one.agrees());
        return object;
    }
}
