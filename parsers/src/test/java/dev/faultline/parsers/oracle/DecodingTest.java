// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.samples.Sample;
import dev.faultline.samples.Samples;
import dev.faultline.samples.read.RawRecord;
import dev.faultline.samples.read.RawTraceDat;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record and field of the samples, against what trace-cmd printed of them and against a second reader. */
class DecodingTest {
    private static final Floors FLOORS = Floors.read("sample-floors.tsv");
    private static final OracleSummary SUMMARY = new OracleSummary("samples");

    static List<Sample> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void decodesWhatTraceCmdPrints(Sample sample) throws IOException, InterruptedException {
        Tally tally = new OracleRun(OracleSet.of(sample), null).run();
        SUMMARY.check(sample.name(), tally, FLOORS);
        assertThat(tally.records).isEqualTo(sample.records());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void countsPerBufferCpuAndEventAreTheRecorders(Sample sample) throws IOException, InterruptedException {
        Map<String, Long> expected = new TreeMap<>();
        sample.facts()
                .forEach(fact -> expected.put(fact.buffer() + "," + fact.cpu() + "," + fact.event(), fact.records()));
        RawTraceDat raw = RawTraceDat.read(sample.capture());
        Map<String, Long> found = new TreeMap<>();
        try (ProductCapture product = ProductCapture.read(sample.capture())) {
            product.rows(raw).stream()
                    .flatMap(List::stream)
                    .forEach(row -> found.merge(
                            row.buffer() + "," + row.cpu() + "," + row.event().name(), 1L, Long::sum));
        }
        assertThat(found).isEqualTo(expected);
    }

    /** Without this the second reader could be wrong in the same way as nothing else. */
    @ParameterizedTest
    @MethodSource("samples")
    void secondReaderDecodesWhatTraceCmdPrints(Sample sample) throws IOException {
        RawTraceDat raw = RawTraceDat.read(sample.capture());
        OracleSet oracles = OracleSet.of(sample);
        List<RawRecord> merged = RecordOrder.merge(raw.records(), RawRecord::ts);
        Tally tally = new Tally();
        Confirmed confirmed = new Confirmed(merged);
        ReportCheck check = new ReportCheck(tally, merged, confirmed, new RawLosses(merged));
        try (ReportReader report = OracleSet.open(oracles.report())) {
            check.run(report, oracles.wholeReport());
        }
        FieldPrinter printer = new FieldPrinter(
                oracles.printer(), new KernelSymbols(raw.kallsyms()), raw.printk(), check.failedFormats());
        try (ReportReader report = OracleSet.open(oracles.rawReport())) {
            new FieldCheck(tally, confirmed, printer).run(report, merged);
        }
        assertThat(tally.messages).isEmpty();
        assertThat(tally.compared).isPositive();
    }

    @AfterAll
    static void summary() throws IOException {
        SUMMARY.print();
    }
}
