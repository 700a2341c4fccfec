// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import com.github.luben.zstd.ZstdInputStream;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.samples.read.RawTraceDat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes one capture with the product and holds it against everything known about it. */
final class OracleRun {
    private final OracleSet oracles;
    private final @Nullable LiveTraceCmd live;
    private final Tally tally = new Tally();

    OracleRun(OracleSet oracles, @Nullable LiveTraceCmd live) {
        this.oracles = oracles;
        this.live = live;
    }

    Tally run() throws IOException, InterruptedException {
        RawTraceDat raw = RawTraceDat.read(oracles.capture());
        try (ProductCapture product = ProductCapture.read(oracles.capture())) {
            if (!raw.texts().isEmpty()) {
                return text(product);
            }
            List<List<ProductRow>> rows = product.rows(raw);
            List<ProductRow> merged = RecordOrder.merge(rows, ProductRow::ts);
            count(merged, product);
            Confirmed confirmed = new Confirmed(merged);
            stored(raw, merged, confirmed, new ProductLosses(product.capture()));
            tally.fields = confirmed.fields();
            tally.unconfirmed = confirmed.unconfirmed();
            new SecondReaderCheck(tally).run(raw.records(), rows);
            if (live != null) {
                live.compare(oracles.capture(), raw, merged, confirmed, tally);
            }
            tally.unconfirmedByAny = confirmed.unconfirmed();
            confirmed.list(tally.unconfirmedFields);
        }
        return tally;
    }

    private void stored(RawTraceDat raw, List<ProductRow> rows, Confirmed confirmed, Losses losses) throws IOException {
        ReportCheck check = new ReportCheck(tally, rows, confirmed, losses);
        try (ReportReader report = OracleSet.open(oracles.report())) {
            check.run(report, oracles.wholeReport());
        }
        FieldPrinter printer = new FieldPrinter(
                oracles.printer(), new KernelSymbols(raw.kallsyms()), raw.printk(), check.failedFormats());
        try (ReportReader report = OracleSet.open(oracles.rawReport())) {
            new FieldCheck(tally, confirmed, printer).run(report, rows);
        }
    }

    /** A latency tracer's buffer: trace-cmd stored the text of the trace file, and prints it as it is. */
    private Tally text(ProductCapture product) throws IOException {
        List<String> printed;
        try (InputStream in = new ZstdInputStream(Files.newInputStream(oracles.report()))) {
            printed = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .stripTrailing()
                    .lines()
                    .skip(1)
                    .toList();
        }
        tally.records = printed.size();
        tally.lines = printed.size();
        if (!printed.equals(product.lines())) {
            tally.mismatch("lines of a text buffer: " + product.lines().size() + ", printed " + printed.size());
        }
        return tally;
    }

    private void count(List<ProductRow> rows, ProductCapture product) {
        tally.records = rows.size();
        if (product.summary().records() != tally.records) {
            tally.mismatch("scan counted " + product.summary().records() + " records, rows " + tally.records);
        }
        product.capture().issues().stream()
                .filter(issue -> issue.kind() != IssueKind.UNKNOWN_EVENT && issue.kind() != IssueKind.MIXED_CLOCKS)
                .forEach(issue -> tally.mismatch("issue on a sound capture: " + issue));
    }
}
