// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.store.Progress;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.ScanSummary;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Says what of a capture could not be read, as soon as it was read; refuses it when {@code --strict} is given, or when it is
 * a text of which too little can be read.
 */
final class DamageReport implements Progress {
    private static final String UNPARSED = "ftrace.unparsed";

    private final Console console;
    private final SelectionOptions selection;
    private final Progress progress;

    /** @param progress hears how far the job is */
    DamageReport(Console console, SelectionOptions selection, Progress progress) {
        this.console = console;
        this.selection = selection;
        this.progress = progress;
    }

    @Override
    public void at(String step, long rows) {
        progress.at(step, rows);
    }

    @Override
    public void read(CaptureInfo capture, List<ParseIssue> issues, ScanSummary summary) {
        if (issues.isEmpty()) {
            return;
        }
        ParseIssue first = issues.get(0);
        String example = first.path() + ": " + first.detail();
        say(console, selection, kinds(issues), example);
        if (capture.format().endsWith(" text")) {
            long unparsed = summary.recordsPerEvent().getOrDefault(UNPARSED, 0L);
            requireReadable(selection, capture.path().toString(), unparsed, summary.records(), first.detail());
        }
    }

    /** Warns of what cannot be read, or refuses it with {@code --strict}. */
    static void say(Console console, SelectionOptions selection, String kinds, String example) {
        if (selection.strict()) {
            throw new NoCaptureException(
                    "not all of the capture can be read (" + kinds + "), and --strict refuses that; first: " + example);
        }
        console.message(
                "faultline: warning: not all of the capture can be read (%s); 'inspect' lists what cannot; first: %s",
                SafeText.of(kinds), SafeText.of(example));
    }

    /** Refuses a text of which too little can be read: it is some other text, or one of a kernel that is not known. */
    static void requireReadable(SelectionOptions selection, String path, long unparsed, long lines, String first) {
        if (unparsed > selection.maxUnparsed() / 100 * lines) {
            throw new NoCaptureException(String.format(
                    Locale.ROOT,
                    "%s: %d of %d lines cannot be read as events, more than %s %% (--max-unparsed, --lenient); first: %s",
                    path,
                    unparsed,
                    lines,
                    selection.maxUnparsed(),
                    first));
        }
    }

    private static String kinds(List<ParseIssue> issues) {
        return issues.stream()
                .collect(Collectors.groupingBy(ParseIssue::kind, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(kind -> Values.count(kind.getValue()) + " x " + kind.getKey())
                .collect(Collectors.joining(", "));
    }
}
