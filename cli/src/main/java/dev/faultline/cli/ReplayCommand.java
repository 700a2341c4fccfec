// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.replay.PageKey;
import dev.faultline.analysis.replay.PageLife;
import dev.faultline.analysis.replay.Policy;
import dev.faultline.analysis.replay.Replay;
import dev.faultline.analysis.replay.ReplayResult;
import dev.faultline.analysis.replay.whatif.Prediction;
import dev.faultline.analysis.replay.whatif.Settings;
import dev.faultline.analysis.replay.whatif.WhatIf;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.Needs;
import dev.faultline.analysis.store.TraceDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the fault model over a recording. */
@Command(
        name = "replay",
        header = "Replay a capture through the reference fault model and say where it diverges.",
        description = {
            "The model takes every recorded fault, store, clean and writeback, and says when a correct kernel could not have behaved "
                    + "like this. Every invariant tells how often it was checked; one that could not be checked says why. "
                    + "Predicted counters stand beside the observed ones."
        },
        footer = {
            "",
            "Examples:",
            "  faultline replay trace.dat",
            "  faultline replay trace.dat --format json | jq .divergences",
            "  faultline replay trace.dat --trace-page 254:16:132:5",
            "  faultline replay trace.dat --policy direct-v5 --direct-flag 0x80000",
            "  faultline replay trace.dat --what-if msync-period=none --what-if writeback-interval=1s",
            "",
            "Next: 'faultline explain I3' says what an invariant means."
        })
final class ReplayCommand implements Callable<Integer>, ExitCodes {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CaptureArguments captures = new CaptureArguments();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            defaultValue = "none",
            description =
                    "Judge MAP_DIRECT too, as it was proposed: none, direct-v4 or direct-v5 (default: ${DEFAULT-VALUE}).")
    private String policy = "none";

    @Option(
            names = "--direct-flag",
            paramLabel = "FLAG",
            description =
                    "The value of MAP_DIRECT among the flags of mmap; no kernel gave it one, so a policy needs it.")
    private @Nullable String directFlag;

    @Option(
            names = "--page",
            paramLabel = "PAGE",
            description = "A page, as major:minor:inode:index or dev:inode:index; with --at, what is known of it then.")
    private @Nullable String page;

    @Option(names = "--at", paramLabel = "TS", description = "A time on the capture's clock [ns], for --page.")
    private @Nullable Long at;

    @Option(
            names = "--trace-page",
            paramLabel = "PAGE",
            description = "Print all that happens to a page, and what the model knows of it each time.")
    private @Nullable String tracePage;

    @Option(
            names = "--what-if",
            paramLabel = "NAME=VALUE",
            description = "Drive the recorded accesses again under another setting, and tell what it would change: "
                    + "writeback-interval=1s, dirty-expire=10s, dirty-background=400MiB, dirty-limit=800MiB, fault-around=4KiB, "
                    + "folio-size=64KiB, stable-pages=on, dax=on, msync-period=100ms, mkwrite=off. May be repeated, or joined with "
                    + "commas; then they hold together.")
    private List<String> whatIf = new ArrayList<>();

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public List<ExitCode> exitCodes() {
        return OF_VERDICTS;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        EventSet events = Replay.needs().and(Needs.events("dirty_state"));
        Policy chosen = policy();
        PageKey followed = followed();
        Settings settings = settings();
        try (TraceDatabase database = new Loading(console, selection).open(captures.texts(), events)) {
            if (followed != null) {
                console.out().print(life(database, followed));
                return ExitCode.DONE.code();
            }
            if (!whatIf.isEmpty()) {
                console.out().print(predictions(database, settings));
                return ExitCode.DONE.code();
            }
            List<ReplayResult> results = database.captures().stream()
                    .map(one -> Replay.run(database, one, chosen))
                    .toList();
            ReplayOutput output = new ReplayOutput(new CaptureHeading(database), results, new ObservedPages(database));
            console.out().print(format.json() ? output.json() : output.text());
            return exit(results).code();
        }
    }

    private String life(TraceDatabase database, PageKey followed) {
        List<PageLife> lives = database.captures().stream()
                .map(one -> Replay.follow(database, one, followed))
                .toList();
        PageOutput output = new PageOutput(new CaptureHeading(database), lives, tracePage == null ? at : null);
        return format.json() ? output.json() : output.text();
    }

    private String predictions(TraceDatabase database, Settings settings) {
        List<Prediction> predictions = database.captures().stream()
                .map(one -> WhatIf.run(database, one, settings))
                .toList();
        WhatIfOutput output = new WhatIfOutput(new CaptureHeading(database), predictions);
        return format.json() ? output.json() : output.text();
    }

    private Settings settings() {
        try {
            return Settings.of(whatIf);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--what-if: " + e.getMessage(), e);
        }
    }

    private Policy policy() {
        try {
            Policy.Version version = Policy.Version.of(policy);
            if (version == Policy.Version.NONE) {
                return Policy.NONE;
            }
            if (directFlag == null) {
                throw new ParameterException(spec.commandLine(), "--policy " + policy + " needs --direct-flag");
            }
            return new Policy(version, Long.decode(directFlag));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private @Nullable PageKey followed() {
        String text = tracePage != null ? tracePage : page;
        if (text == null && at != null) {
            throw new ParameterException(spec.commandLine(), "--at needs --page");
        }
        try {
            return text == null ? null : PageKey.of(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** A replay is asked for by name: one that could check nothing at all is no clean one. */
    private static ExitCode exit(List<ReplayResult> results) {
        if (results.stream().anyMatch(result -> !result.divergences().isEmpty())) {
            return ExitCode.VIOLATED;
        }
        boolean checked = results.stream()
                .allMatch(result -> result.invariants().stream().anyMatch(invariant -> invariant.checked() > 0));
        return checked ? ExitCode.DONE : ExitCode.INCONCLUSIVE;
    }
}
