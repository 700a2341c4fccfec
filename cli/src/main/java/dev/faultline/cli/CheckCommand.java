// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.check.Check;
import dev.faultline.analysis.check.CheckReport;
import dev.faultline.analysis.check.CheckRequest;
import dev.faultline.analysis.check.RuleChoice;
import dev.faultline.analysis.ledger.Ledger;
import dev.faultline.analysis.rules.Family;
import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.rules.Severity;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs rules. */
@Command(
        name = "check",
        header =
                "Check a capture against rules of the kernel: locking, accounting, writeback, the page_mkwrite contract.",
        description = {
            "Every rule ends as violated, clean or inconclusive, with the number of things it checked. Inconclusive means that this "
                    + "capture cannot tell, and says why: events that were not recorded, or lost where the rule looks.",
            "",
            "A finding is proved, likely or a suspicion. Findings rank by severity, confidence and bytes concerned, and stand together "
                    + "by rule and file. Defaults, thresholds and suppressions are taken from " + CheckFile.NAME
                    + " of the current directory, see cli/docs/configuration.md."
        },
        footer = {
            "",
            "Examples:",
            "  faultline check trace.dat",
            "  faultline check trace.dat --family writeback --severity high",
            "  faultline check trace.dat --rule nopage-loop --param nopage-loop.min_calls=20",
            "  faultline check trace.dat --fail-on high --format sarif > findings.sarif",
            "  faultline check trace.dat --ledger",
            "  faultline check trace.dat --format json | jq '.rules[] | select(.result == \"violated\")'",
            "",
            "Next: 'faultline explain RULE' says what a rule means, when it is wrong, and what to record for it."
        })
final class CheckCommand implements Callable<Integer>, ExitCodes {
    private final Console console;

    @Mixin
    private CaptureArguments captures = new CaptureArguments();

    @Option(
            names = "--rule",
            paramLabel = "ID",
            description =
                    "Only this rule, by its id or its number in the catalogue of anomalies (nopage-loop, B03); may be "
                            + "repeated. A rule asked for by name that cannot be judged gives exit 3.")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--family",
            paramLabel = "FAMILY",
            description =
                    "Only the rules of a family, by its word or letter: accounting (A), mkwrite (B), writeback (C), "
                            + "throttling (D), latency (E), dax (F), capture (G), locking (L). May be repeated.")
    private List<String> families = new ArrayList<>();

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            description = "Only rules at least as severe: critical, high, medium, low or info.")
    private @Nullable Severity severity;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description =
                    "A rule's parameter, as RULE.NAME, or NAME for every rule that has it; see 'explain RULE'. May be "
                            + "repeated.")
    private Map<String, Long> params = new LinkedHashMap<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read this file instead of " + CheckFile.NAME + " of the current directory.")
    private @Nullable Path config;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description =
                    "Violations below this severity do not change the exit code: critical, high, medium, low or info. "
                            + "Default: info.")
    private @Nullable Severity failOn;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json, sarif (2.1.0) or junit. Default: ${DEFAULT-VALUE}.")
    private CheckFormat format = CheckFormat.TEXT;

    @Option(
            names = "--ledger",
            description =
                    "Instead of rules: what became of dirty pages, by file system, file and thread, from page events, from the "
                            + "kernel's counters, and against /proc files kept beside the capture (vmstat.before, vmstat.after, "
                            + "io.PID.after). text or json.")
    private boolean ledger;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public List<ExitCode> exitCodes() {
        return OF_VERDICTS;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return ledger ? books() : verdicts();
    }

    private int books() throws IOException, InterruptedException {
        if (format != CheckFormat.TEXT && format != CheckFormat.JSON) {
            throw new UsageException("the ledger is written as text or json, not as " + format);
        }
        try (TraceDatabase database = new Loading(console, selection).open(captures.texts(), Ledger.events())) {
            LedgerOutput output = new LedgerOutput(new CaptureHeading(database), Ledger.of(database));
            console.out().print(format == CheckFormat.JSON ? output.json() : output.text());
            return ExitCode.DONE.code();
        }
    }

    private int verdicts() throws IOException, InterruptedException {
        RuleCatalogue catalogue = RuleCatalogue.standard();
        CheckFile file = CheckFile.find(config, catalogue);
        RuleChoice choice = asked(() -> choice(file));
        List<String> ids = asked(() -> choice.ids(catalogue, file.config().off()));
        EventSet events = asked(() -> catalogue.events(ids));
        try (TraceDatabase database = new Loading(console, selection).open(captures.texts(), events)) {
            CheckReport report =
                    asked(() -> Check.run(database, catalogue, new CheckRequest(ids, params, file.config())));
            console.out().print(written(new CaptureHeading(database), report));
            Severity bar = failOn != null ? failOn : file.failOn() != null ? file.failOn() : Severity.INFO;
            return exit(report, bar, choice.named(catalogue)).code();
        }
    }

    private RuleChoice choice(CheckFile file) {
        boolean asked = !rules.isEmpty() || !families.isEmpty();
        List<String> words = asked ? families : file.families();
        return new RuleChoice(
                asked ? rules : file.rules(),
                words.stream().map(Family::of).toList(),
                severity == null ? file.severity() : severity);
    }

    private String written(CaptureHeading heading, CheckReport report) throws IOException {
        return switch (format) {
            case TEXT -> new CheckText(heading, report).page();
            case JSON -> new CheckJson(heading, report).page();
            case SARIF -> new SarifLog(heading, report).page();
            case JUNIT -> new JunitXml(heading, report).page();
        };
    }

    /** Names the user gave are checked where they are known: what is wrong with them is a usage error. */
    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static ExitCode exit(CheckReport report, Severity bar, Set<String> named) {
        if (report.violated(bar)) {
            return ExitCode.VIOLATED;
        }
        boolean open = report.unjudged().stream()
                .anyMatch(rule -> named.contains(rule.rule().id()));
        return open ? ExitCode.INCONCLUSIVE : ExitCode.DONE;
    }
}
