// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Spec;

/** {@code faultline} itself: the list of commands, and what all of them have in common. */
@Command(
        name = "faultline",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        subcommands = CommandLine.HelpCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "What happened to page faults, ->page_mkwrite and writeback in a recorded kernel trace?",
            "",
            "Reads what trace-cmd recorded, turns every event into rows of a DuckDB table, and answers: what happened "
                    + "and how long it took, which rule of the kernel was broken, and whether a correct kernel could "
                    + "have behaved like this."
        },
        footer = {
            "",
            "Start here:",
            "  faultline inspect trace.dat               what is in this capture?",
            "  faultline report trace.dat -o report.html everything on one page",
            "  faultline explain                         rules, views, charts and invariants by name",
            "",
            "A capture is never modified. Data goes to standard output, messages to standard error.",
            "'faultline help COMMAND' says more; the manual is in cli/docs/."
        })
final class RootCommand implements Runnable {
    private static final int WIDTH = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The commands by name, in the order of the help. */
    private static final Map<String, Function<Console, Object>> COMMANDS = commands();

    private static Map<String, Function<Console, Object>> commands() {
        Map<String, Function<Console, Object>> commands = new LinkedHashMap<>();
        commands.put("inspect", InspectCommand::new);
        commands.put("convert", ConvertCommand::new);
        commands.put("query", QueryCommand::new);
        commands.put("check", CheckCommand::new);
        commands.put("replay", ReplayCommand::new);
        commands.put("latency", LatencyCommand::new);
        commands.put("compare", CompareCommand::new);
        commands.put("chart", ChartCommand::new);
        commands.put("report", ReportCommand::new);
        commands.put("recipe", RecipeCommand::new);
        commands.put("generate", GenerateCommand::new);
        commands.put("locks", LocksCommand::new);
        commands.put("explain", ExplainCommand::new);
        return commands;
    }

    /** The whole command line, writing to {@code console}. */
    static CommandLine commandLine(Console console) {
        return commandLine(console, COMMANDS.keySet());
    }

    /**
     * As much of the command line as {@code args} can reach: what begins with a command's name needs no other command, and to
     * build them all takes longer than many a run.
     */
    static CommandLine commandLine(Console console, String... args) {
        boolean one = args.length > 0 && COMMANDS.containsKey(args[0]);
        return commandLine(console, one ? Set.of(args[0]) : COMMANDS.keySet());
    }

    private static CommandLine commandLine(Console console, Set<String> names) {
        CommandLine root = new CommandLine(new RootCommand());
        COMMANDS.forEach((name, command) -> {
            if (names.contains(name)) {
                root.addSubcommand(name, command.apply(console));
            }
        });
        root.setUsageHelpWidth(WIDTH);
        root.setUsageHelpLongOptionsMaxWidth(30);
        root.setColorScheme(Help.defaultColorScheme(console.colours() ? Help.Ansi.ON : Help.Ansi.OFF));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        layOut(root);
        root.getSubcommands().values().forEach(RootCommand::layOut);
        return root;
    }

    private static void layOut(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.abbreviateSynopsis(true).sortOptions(false);
        usage.synopsisHeading(usage.header().length == 0 ? "Usage: " : "%nUsage: ");
        usage.descriptionHeading("%n").parameterListHeading("%n").optionListHeading("%nOptions:%n");
        usage.commandListHeading("%nCommands:%n");
        if (command.getCommand() instanceof ExitCodes codes) {
            command.addMixin("common", new CommonOptions());
            Map<String, String> table = new LinkedHashMap<>();
            for (ExitCode code : codes.exitCodes()) {
                table.put(" " + code.code(), code.meaning());
            }
            usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(table);
        }
    }

    /** Without a command there is nothing to do but to say what there is; it is a usage error. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to do: a COMMAND is missing");
    }
}
