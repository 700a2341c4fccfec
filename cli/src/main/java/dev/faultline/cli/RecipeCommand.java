// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import dev.faultline.analysis.recipe.FileSystem;
import dev.faultline.analysis.recipe.Goal;
import dev.faultline.analysis.recipe.Recipe;
import dev.faultline.analysis.recipe.RecordingTool;
import dev.faultline.analysis.recipe.Support;
import dev.faultline.analysis.store.Needs;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.parsers.btf.Btf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what to record. */
@Command(
        name = "recipe",
        header = "Say what to record for a question, exactly; or what a capture can answer, and what to add.",
        description = {
            "Prints a shell script: probes, recording, what was lost, clean-up. Probes take their offsets and registers from the "
                    + "kernel's own BTF (x86-64); functions and tracepoints that this kernel does not have are named and left out. "
                    + "Nothing is run. Run the script as root on the machine that the BTF is of.",
            "GOAL is one of: dirty, writeback, latency, locks, contention, cgroup, errors, all. Without GOAL they are listed with what "
                    + "they answer and cost."
        },
        footer = {
            "",
            "Examples:",
            "  faultline recipe",
            "  faultline recipe latency --fs xfs --tool trace-cmd > record.sh",
            "  faultline recipe writeback --btf vmlinux-6.1.btf --tool perf",
            "  faultline recipe --check trace.dat",
            "",
            "Next: 'faultline inspect CAPTURE' says what was recorded and lost."
        })
final class RecipeCommand implements Callable<Integer>, ExitCodes {
    /** Missing events shown to people. */
    private static final int SHOWN = 4;

    private final Console console;

    @Parameters(index = "0", arity = "0..1", paramLabel = "GOAL", description = "What is to be found out.")
    private @Nullable String goal;

    @Option(
            names = "--fs",
            paramLabel = "FS",
            defaultValue = "ext4",
            description = "ext4, xfs, btrfs, f2fs, or generic for file systems without a page_mkwrite of their own. "
                    + "Default: ${DEFAULT-VALUE}.")
    private String fileSystem = "ext4";

    @Option(
            names = "--tool",
            paramLabel = "TOOL",
            defaultValue = "trace-cmd",
            description = "trace-cmd, perf, or tracefs (a shell and nothing else). Default: ${DEFAULT-VALUE}.")
    private String tool = "trace-cmd";

    @Option(
            names = "--btf",
            paramLabel = "FILE",
            defaultValue = "/sys/kernel/btf/vmlinux",
            description = "BTF of the kernel to record on; may be packed. Default: ${DEFAULT-VALUE}.")
    private Path btf = Path.of("/sys/kernel/btf/vmlinux");

    @Option(
            names = "--check",
            paramLabel = "CAPTURE",
            description = "Say which analyses this capture supports, and which events would add to it.")
    private @Nullable String check;

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    RecipeCommand(Console console) {
        this.console = console;
    }

    @Override
    public List<ExitCode> exitCodes() {
        return OF_ANSWERS;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (check != null) {
            supported(check);
        } else if (goal == null) {
            console.out().print(goals());
        } else {
            script(goal);
        }
        return ExitCode.DONE.code();
    }

    private String goals() {
        return Arrays.stream(Goal.values())
                .map(each -> String.format(
                        Locale.ROOT,
                        "%-11s %s%n%11s cost: %s%n",
                        each.word(),
                        each.question(),
                        "",
                        each.overhead().meaning()))
                .collect(Collectors.joining());
    }

    private void script(String word) throws IOException {
        Goal asked = Goal.of(word)
                .orElseThrow(() -> new UsageException("no goal '" + word + "'; there are "
                        + Arrays.stream(Goal.values()).map(Goal::word).collect(Collectors.joining(", "))));
        FileSystem fs = FileSystem.of(fileSystem)
                .orElseThrow(() ->
                        new UsageException("--fs '" + fileSystem + "': there are ext4, xfs, btrfs, f2fs and generic"));
        RecordingTool recorder = RecordingTool.of(tool)
                .orElseThrow(() -> new UsageException("--tool '" + tool + "': there are trace-cmd, perf and tracefs"));
        if (!Files.isReadable(btf)) {
            throw new UsageException(btf + ": cannot be read; --btf names the BTF of the kernel to record on");
        }
        Recipe recipe = Recipe.of(asked, fs, Btf.read(btf));
        console.out().print(format.json() ? json(recipe, recorder) : recorder.script(recipe));
    }

    private static String json(Recipe recipe, RecordingTool recorder) {
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("format", "faultline.recipe");
        page.put("version", 1);
        page.put("goal", recipe.goal().word());
        page.put("overhead", recipe.goal().overhead().meaning());
        page.put("fs", recipe.fileSystem().word());
        page.put("events", recipe.events());
        page.put("kprobes", recipe.definitions());
        page.put("absent", recipe.absent());
        page.put("script", recorder.script(recipe));
        return Json.of(page) + "\n";
    }

    private void supported(String capture) throws IOException, InterruptedException {
        String[] views = Support.views().toArray(String[]::new);
        try (TraceDatabase database = new Loading(console, selection).open(capture, Needs.events(views))) {
            List<Support> answers = Support.of(database);
            console.out().print(format.json() ? json(database, answers) : text(database, answers));
        }
    }

    private static String text(TraceDatabase database, List<Support> answers) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Support answer : answers) {
            rows.add(new @Nullable Object[] {
                answer.analysis(), answer.status().name().toLowerCase(Locale.ROOT), toAdd(answer.missing())
            });
        }
        return new CaptureHeading(database).text() + "\n"
                + new TextTable(Arrays.asList("analysis", "events", "to add"), rows).text();
    }

    /** Stock events by name; of probes, which stand for each other, only those of the first few functions. */
    private static String toAdd(List<String> missing) {
        List<String> stock =
                missing.stream().filter(event -> !event.startsWith("probe.")).toList();
        List<String> shown = stock.isEmpty() ? missing : stock;
        String first = shown.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return shown.size() <= SHOWN
                ? first
                : first + ", and " + (shown.size() - SHOWN) + " more (--format json has all)";
    }

    private static String json(TraceDatabase database, List<Support> answers) {
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("format", "faultline.recipe.check");
        page.put("version", 1);
        page.put("captures", new CaptureHeading(database).json());
        page.put("analyses", answers.stream().map(RecipeCommand::answer).toList());
        return Json.of(page) + "\n";
    }

    private static Map<String, @Nullable Object> answer(Support answer) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("capture_id", answer.captureId());
        object.put("analysis", answer.analysis());
        object.put("view", answer.view());
        object.put("events", answer.status().name().toLowerCase(Locale.ROOT));
        object.put("missing", answer.missing());
        return object;
    }
}
