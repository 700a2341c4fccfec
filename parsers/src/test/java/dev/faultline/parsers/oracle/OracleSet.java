// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import com.github.luben.zstd.ZstdInputStream;
import dev.faultline.samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A capture and what trace-cmd printed of it.
 *
 * @param wholeReport whether {@code report} is kept in full
 */
record OracleSet(String name, Path capture, Path report, Path rawReport, Printer printer, boolean wholeReport) {
    static OracleSet of(Sample sample) {
        Path oracle = sample.directory().resolve("oracle");
        // The report of a function_graph capture has fewer lines than records; the others one line for each, and more.
        boolean whole = Long.parseLong(sample.about("report.lines")) > sample.records()
                || !sample.about("report.lines").equals("6000");
        return new OracleSet(
                sample.name(),
                sample.capture(),
                oracle.resolve("report.txt.zst"),
                oracle.resolve("report-R.txt.zst"),
                Printer.of(sample.about("tracer")),
                whole);
    }

    /** A capture of the corpus directory: its README names the suite whose tools printed the oracles. */
    static OracleSet of(Path directory) throws IOException {
        Path plain = directory.resolve("trace.dat");
        Path oracle = directory.resolve("oracle");
        String readme = Files.readString(directory.resolve("README.md"));
        Printer printer = readme.contains("suite bullseye")
                ? Printer.BY_TYPE
                : readme.contains("suite trixie") ? Printer.V1_8 : Printer.V1_7;
        return new OracleSet(
                directory.getFileName().toString(),
                Files.exists(plain) ? plain : directory.resolve("trace.dat.zst"),
                oracle.resolve("trace.dat.report.txt.zst"),
                oracle.resolve("trace.dat.report-R.txt.zst"),
                printer,
                true);
    }

    static ReportReader open(Path report) throws IOException {
        return new ReportReader(new ZstdInputStream(Files.newInputStream(report)));
    }
}
