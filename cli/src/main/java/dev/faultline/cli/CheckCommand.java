// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.rules.RuleResult;
import dev.faultline.analysis.rules.RuleRunner;
import dev.faultline.analysis.rules.Severity;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs rules. */
@Command(
        name = "check",
        header = "Check a capture against rules of the kernel: locking, accounting, the page_mkwrite contract.",
        description = {
            "Every rule ends as violated, clean or inconclusive, with the number of things it checked. Inconclusive means that this "
                    + "capture cannot tell, and says why: events that were not recorded, or lost where the rule looks."
        },
        footer = {
            "",
            "Examples:",
            "  faultline check trace.dat",
            "  faultline check trace.dat --rule nopage-loop --param repeats=20",
            "  faultline check trace.dat --format json | jq '.rules[] | select(.result == \"violated\")'",
            "",
            "Next: 'faultline explain RULE' says what a rule means, when it is wrong, and what to record for it."
        })
final class CheckCommand implements Callable<Integer>, ExitCodes {
    private final Console console;

    @Mixin
    private CaptureArgument capture = new CaptureArgument();

    @Option(
            names = "--rule",
            paramLabel = "ID",
            description =
                    "Only this rule; may be repeated. A rule asked for by name that cannot be judged gives exit 3.")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "A rule's parameter, see 'explain RULE'. May be repeated.")
    private Map<String, Long> params = new LinkedHashMap<>();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "info",
            description =
                    "Violations below this severity do not change the exit code: critical, high, medium, low or info. "
                            + "Default: ${DEFAULT-VALUE}.")
    private Severity failOn = Severity.INFO;

    @Mixin
    private FormatOption format = new FormatOption();

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
        RuleCatalogue catalogue = RuleCatalogue.standard();
        List<String> ids = rules.isEmpty() ? catalogue.ids() : rules;
        EventSet events = asked(() -> catalogue.events(ids));
        try (TraceDatabase database = new Loading(console, selection).open(capture.text(), events)) {
            List<RuleResult> results = asked(() -> new RuleRunner(catalogue).judge(database, ids, params));
            CheckOutput output = new CheckOutput(new CaptureHeading(database), results);
            console.out().print(format.json() ? output.json() : output.text());
            return exit(results).code();
        }
    }

    /** Names the user gave are checked where they are known: what is wrong with them is a usage error. */
    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private ExitCode exit(List<RuleResult> results) {
        boolean violated = results.stream()
                .anyMatch(result -> result instanceof RuleResult.Violated
                        && result.rule().severity().atLeast(failOn));
        if (violated) {
            return ExitCode.VIOLATED;
        }
        boolean open = results.stream()
                .anyMatch(result -> result instanceof RuleResult.Inconclusive
                        && rules.contains(result.rule().id()));
        return open ? ExitCode.INCONCLUSIVE : ExitCode.DONE;
    }
}
