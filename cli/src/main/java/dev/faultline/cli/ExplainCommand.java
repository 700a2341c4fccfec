// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.Explanations;
import dev.faultline.analysis.replay.Clause;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the words mean. */
@Command(
        name = "explain",
        header = "Explain a rule, view, chart or invariant; or an event, as a capture declares it.",
        description = {
            "What it means, when it is wrong, what to record for it. Without NAME, lists everything that can be explained."
        },
        footer = {
            "",
            "Examples:",
            "  faultline explain",
            "  faultline explain mkwrite-freeze-protection",
            "  faultline explain mkwrite",
            "  faultline explain writeback.writeback_dirty_folio --in trace.dat",
            "",
            "Next: 'faultline check', 'faultline replay', 'faultline chart' and 'faultline query' use these names."
        })
final class ExplainCommand implements Callable<Integer>, ExitCodes {
    private static final String EVENT_FIELDS = """
            SELECT column_name, column_type, field, c_type, print_fmt, recorded
            FROM event_schema
            WHERE system || '.' || event = ? AND capture_id = 0
            ORDER BY position
            """;

    private final Console console;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "A rule, view, chart, invariant or system.event.")
    private @Nullable String name;

    @Option(names = "--in", paramLabel = "CAPTURE", description = "The capture whose events are meant.")
    private @Nullable String capture;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public List<ExitCode> exitCodes() {
        return OF_ANSWERS;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Explanations explanations = new Explanations(SqlCatalogue.standard());
        if (name == null) {
            list(explanations);
        } else {
            console.out().print(page(explanations, name));
        }
        return ExitCode.DONE.code();
    }

    private String page(Explanations explanations, String word) throws IOException, InterruptedException {
        Optional<String> page = explanations.page(word).or(() -> invariant(word));
        if (page.isPresent()) {
            return page.get();
        }
        if (capture == null) {
            throw new UsageException(
                    "'" + word + "' is no rule, view, chart or invariant ('faultline explain' lists them); "
                            + "for an event, say in which capture: --in CAPTURE");
        }
        return event(word, capture);
    }

    private void list(Explanations explanations) {
        for (Explanations.Kind kind : Explanations.Kind.values()) {
            List<@Nullable Object[]> rows = explanations.topics().stream()
                    .filter(topic -> topic.kind() == kind)
                    .map(topic -> new Object[] {"  " + topic.name(), topic.title()})
                    .toList();
            section(kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT) + "s", rows);
        }
        section(
                "Transitions and invariants of the fault model",
                Arrays.stream(Clause.values())
                        .map(clause -> new Object[] {"  " + clause.name(), clause.title()})
                        .toList());
        console.out().println("'faultline explain NAME' says more; '--in CAPTURE' explains that capture's events.");
    }

    private void section(String title, List<@Nullable Object[]> rows) {
        TextTable table = new TextTable(List.of("", ""), rows);
        console.out().println(title);
        rows.forEach(row -> console.out().println(TextTable.line(row, table.widths(), new boolean[2])));
        console.out().println();
    }

    private static Optional<String> invariant(String name) {
        return Arrays.stream(Clause.values())
                .filter(clause -> clause.name().equals(name))
                .findFirst()
                .map(clause -> "# " + clause.name() + "\n\n" + clause.title() + "\n");
    }

    private String event(String event, String from) throws IOException, InterruptedException {
        Loading loading = new Loading(console, new SelectionOptions());
        try (TraceDatabase database = loading.open(List.of(from), EventSet.of(List.of(event)))) {
            List<@Nullable Object[]> fields =
                    database.query(EVENT_FIELDS, event).all();
            if (fields.isEmpty()) {
                throw new UsageException(from + " does not declare the event " + event);
            }
            String printFmt = Values.text(fields.get(0)[4]);
            String recorded = Values.text(fields.get(0)[5]);
            TextTable table = new TextTable(
                    List.of("column", "type", "kernel's field", "C type"),
                    fields.stream().map(row -> Arrays.copyOf(row, 4)).toList());
            return "# " + SafeText.of(event) + "\n\n" + table.text() + "\nrecorded: " + recorded + "\nprint fmt: "
                    + SafeText.of(printFmt) + "\n";
        }
    }
}
