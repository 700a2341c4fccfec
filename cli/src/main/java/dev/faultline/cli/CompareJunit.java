// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.compare.FindingRow;
import dev.faultline.analysis.compare.QuantileRow;
import dev.faultline.analysis.compare.StratumRow;
import dev.faultline.analysis.latency.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A comparison as a JUnit report: one test per quantile of each stratum, and one per rule. A regression and a rule that only the new
 * side violates fail; what cannot be judged is skipped.
 */
final class CompareJunit {
    private final CompareOutput output;

    CompareJunit(CompareOutput output) {
        this.output = output;
    }

    /** One test; at most one of the messages is not empty. */
    private record Test(String suite, String name, String failure, String skipped) {}

    String page() {
        List<Test> tests = new ArrayList<>();
        for (StratumRow row : output.comparison().strata()) {
            row.quantiles().forEach(quantile -> tests.add(test(row, quantile)));
        }
        output.comparison().findings().forEach(row -> tests.add(test(row)));
        long failed = tests.stream().filter(test -> !test.failure().isEmpty()).count();
        long skipped = tests.stream().filter(test -> !test.skipped().isEmpty()).count();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append(String.format(
                Locale.ROOT,
                "<testsuite name=\"faultline compare\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\">%n",
                tests.size(),
                failed,
                skipped));
        tests.forEach(test -> xml.append(element(test)));
        return xml.append("</testsuite>\n").toString();
    }

    private static Test test(StratumRow row, QuantileRow quantile) {
        String what = quantile.verdict() == Verdict.DESCRIPTIVE
                ? quantile.verdict().word()
                : String.format(
                        Locale.ROOT,
                        "%s: new/base [%.3f, %.3f]",
                        quantile.verdict().word(),
                        quantile.change().ratio().low(),
                        quantile.change().ratio().high());
        boolean failed = quantile.verdict() == Verdict.REGRESSION;
        boolean judged =
                failed || quantile.verdict() == Verdict.IMPROVEMENT || quantile.verdict() == Verdict.EQUIVALENT;
        return new Test(
                row.stratum().name(), quantile.change().percentile().label(), failed ? what : "", judged ? "" : what);
    }

    private static Test test(FindingRow row) {
        String change = row.change();
        boolean failed = change.startsWith("new");
        boolean judged = failed || change.equals("gone") || change.equals("none") || change.equals("both");
        return new Test("rules", row.rule().id(), failed ? change : "", judged ? "" : change);
    }

    private static String element(Test test) {
        StringBuilder xml = new StringBuilder("  <testcase classname=\"")
                .append(Xml.escaped(test.suite()))
                .append("\" name=\"")
                .append(Xml.escaped(test.name()))
                .append('"');
        if (!test.failure().isEmpty()) {
            return xml.append("><failure message=\"")
                    .append(Xml.escaped(test.failure()))
                    .append("\"/></testcase>\n")
                    .toString();
        }
        if (!test.skipped().isEmpty()) {
            return xml.append("><skipped message=\"")
                    .append(Xml.escaped(test.skipped()))
                    .append("\"/></testcase>\n")
                    .toString();
        }
        return xml.append("/>\n").toString();
    }
}
