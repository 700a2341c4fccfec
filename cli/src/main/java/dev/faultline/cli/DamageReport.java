// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.store.Progress;
import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.ScanSummary;
import java.util.List;
import java.util.Locale;

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
        String what = String.format(Locale.ROOT, "%s; first: %s: %s", kinds(issues), first.path(), first.detail());
        if (selection.strict()) {
            throw new NoCaptureException("not all of the capture can be read, and --strict refuses that: " + what);
        }
        long unparsed = summary.recordsPerEvent().getOrDefault(UNPARSED, 0L);
        if (capture.format().equals("ftrace text") && unparsed > selection.maxUnparsed() / 100 * summary.records()) {
            throw new NoCaptureException(String.format(
                    Locale.ROOT,
                    "%d of %d lines cannot be read as events, more than %s %% (--max-unparsed, --lenient): %s",
                    unparsed,
                    summary.records(),
                    selection.maxUnparsed(),
                    what));
        }
        console.message("faultline: warning: not all of the capture can be read: %s", SafeText.of(what));
    }

    private static String kinds(List<ParseIssue> issues) {
        return issues.size() == 1 ? "1 issue" : issues.size() + " issues";
    }
}
