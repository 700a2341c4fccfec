// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** The whole command line, writing to {@code console}. */
    static CommandLine commandLine(Console console) {
        CommandLine root = new CommandLine(new RootCommand());
        for (Object command : commands(console)) {
            root.addSubcommand(command);
        }
        root.setUsageHelpWidth(WIDTH);
        root.setUsageHelpLongOptionsMaxWidth(30);
        root.setColorScheme(Help.defaultColorScheme(console.colours() ? Help.Ansi.ON : Help.Ansi.OFF));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        layOut(root);
        root.getSubcommands().values().forEach(RootCommand::layOut);
        return root;
    }

    private static List<Object> commands(Console console) {
        return List.of(
                new InspectCommand(console),
                new ConvertCommand(console),
                new QueryCommand(console),
                new CheckCommand(console),
                new ReplayCommand(console),
                new LatencyCommand(console),
                new ChartCommand(console),
                new ReportCommand(console),
                new GenerateCommand(console),
                new LocksCommand(console),
                new ExplainCommand(console));
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
