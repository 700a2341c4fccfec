// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.report;

import dev.faultline.analysis.chart.LostEventsText;
import dev.faultline.analysis.chart.Note;
import dev.faultline.analysis.chart.Unit;
import dev.faultline.analysis.report.CaptureFacts.EventCount;
import dev.faultline.analysis.report.CaptureFacts.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the captures are, which events they hold, and where they have gaps or damage. */
final class CaptureSection {
    static final String ID = "capture";
    static final String LOSSES = "losses";
    static final String ISSUES = "issues";

    /** Longer tables are cut, with the number of rows that are not shown. */
    private static final int ROWS = 200;

    private CaptureSection() {}

    static Section captures(List<CaptureFacts> captures) {
        List<Block> blocks = new ArrayList<>();
        for (CaptureFacts capture : captures) {
            if (captures.size() > 1) {
                blocks.add(new Block.Heading(capture.name(), ID + "-" + capture.id()));
            }
            blocks.add(new Block.Facts(facts(capture)));
            blocks.add(events(capture));
        }
        return new Section(ID, "The capture", blocks);
    }

    private static List<Note> facts(CaptureFacts capture) {
        List<Note> facts = new ArrayList<>(capture.stated());
        facts.add(new Note("span", span(capture)));
        facts.add(new Note("cpus with data", Unit.COUNT.text(capture.cpus())));
        facts.add(new Note("records", Unit.COUNT.text(capture.records())));
        return facts;
    }

    /** The time from first to last record, in the clock's own unit. */
    static String span(CaptureFacts capture) {
        return capture.nanoseconds()
                ? Unit.NANOSECONDS.text(capture.span())
                : Unit.COUNT.text(capture.span()) + " counts of the trace clock";
    }

    private static Block.Table events(CaptureFacts capture) {
        List<List<Cell>> rows = capture.events().stream()
                .limit(ROWS)
                .map(e -> List.of(Cell.of(e.event()), Cell.count(e.rows()), share(e, capture)))
                .toList();
        return new Block.Table(
                cut("Events with at least one row", capture.events().size()),
                List.of("event", "rows#", "share#"),
                rows);
    }

    private static Cell share(EventCount event, CaptureFacts capture) {
        long all = capture.events().stream().mapToLong(EventCount::rows).sum();
        String text = String.format(Locale.ROOT, "%.1f %%", 100.0 * event.rows() / all);
        return new Cell(text, event.rows(), State.PLAIN);
    }

    static Section losses(List<CaptureFacts> captures) {
        List<Block> blocks = new ArrayList<>();
        for (CaptureFacts capture : captures) {
            String name = captures.size() > 1 ? capture.name() + ": " : "";
            if (capture.losses().isEmpty()) {
                blocks.add(new Block.Callout(State.GOOD, name + "No cpu buffer reports lost events."));
            } else {
                blocks.add(new Block.Callout(
                        State.BAD,
                        name + lost(capture.losses())
                                + ". What argues from the absence of an event is judged only outside these gaps."));
                blocks.add(table(capture));
            }
        }
        return new Section(LOSSES, "Losses and gaps", blocks);
    }

    /** How much was lost, in words. */
    static String lost(List<Loss> losses) {
        List<Long> counts =
                losses.stream().map(Loss::count).filter(Objects::nonNull).toList();
        return LostEventsText.of(
                losses.size(),
                counts.size(),
                counts.stream().mapToLong(Long::longValue).sum());
    }

    private static Block.Table table(CaptureFacts capture) {
        List<List<Cell>> rows = capture.losses().stream()
                .limit(ROWS)
                .map(loss -> loss(loss, capture))
                .toList();
        return new Block.Table(
                cut("Gaps of the cpu buffers", capture.losses().size()),
                List.of("cpu#", "buffer", "after#", "before#", "length#", "events lost#"),
                rows);
    }

    private static List<Cell> loss(Loss loss, CaptureFacts capture) {
        Long after = loss.afterTs();
        Long before = loss.beforeTs();
        Long count = loss.count();
        return List.of(
                Cell.count(loss.cpu()),
                Cell.of(loss.buffer().isEmpty() ? "top" : loss.buffer()),
                moment(after, capture, "the start"),
                moment(before, capture, "the end"),
                after == null || before == null ? Cell.of("open") : length(before - after, capture),
                count == null ? Cell.of("not stated") : Cell.count(count));
    }

    private static Cell moment(@Nullable Long ts, CaptureFacts capture, String missing) {
        Long start = capture.startTs();
        return ts == null || start == null ? Cell.of(missing) : length(ts - start, capture);
    }

    private static Cell length(long span, CaptureFacts capture) {
        return Cell.of(span, capture.nanoseconds() ? Unit.NANOSECONDS : Unit.COUNT);
    }

    static Section issues(List<CaptureFacts> captures) {
        List<Block> blocks = new ArrayList<>();
        for (CaptureFacts capture : captures) {
            String name = captures.size() > 1 ? capture.name() + ": " : "";
            if (capture.issues().isEmpty()) {
                blocks.add(new Block.Callout(State.GOOD, name + "The file was read without a defect."));
                continue;
            }
            List<List<Cell>> rows = capture.issues().stream()
                    .limit(ROWS)
                    .map(i ->
                            List.of(Cell.of(i.kind()), Cell.of(i.path()), Cell.count(i.offset()), Cell.of(i.detail())))
                    .toList();
            blocks.add(new Block.Callout(
                    State.BAD,
                    name + "The file is damaged; what could be read was read. A missing part is missing below too."));
            blocks.add(new Block.Table(
                    cut("Defects of the file", capture.issues().size()),
                    List.of("kind", "where", "offset#", "found and expected"),
                    rows));
        }
        return new Section(ISSUES, "Defects of the file", blocks);
    }

    private static String cut(String caption, int size) {
        return size <= ROWS
                ? caption + ": " + Unit.COUNT.text(size)
                : caption + ": the first " + ROWS + " of " + Unit.COUNT.text(size);
    }
}
