// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code cli/docs/reference.md} is what {@code --help} says, and every option says something. */
class ReferenceTest {
    private static final Path PAGE = Tree.ROOT.resolve("cli/docs/reference.md");

    private final CommandLine root = RootCommand.commandLine(Console.plain(
            new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8)));

    @Test
    void pageIsWhatHelpSays() throws IOException {
        String wanted = page();
        if ("update".equals(System.getProperty("golden"))) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(Files.readString(PAGE))
                .as("the page is stale; write it anew with: mvn -pl cli -am test -Dgolden=update")
                .isEqualTo(wanted);
    }

    @Test
    void everythingIsDescribed() {
        for (CommandLine command : root.getSubcommands().values()) {
            String name = command.getCommandName();
            assertThat(command.getCommandSpec().usageMessage().description())
                    .as(name)
                    .isNotEmpty();
            for (OptionSpec option : command.getCommandSpec().options()) {
                assertThat(option.description())
                        .as(name + " " + option.longestName())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void everyCommandShowsExamplesAndExitCodes() {
        for (CommandLine command : root.getSubcommands().values()) {
            if (command.getCommand() instanceof ExitCodes) {
                assertThat(command.getUsageMessage()).contains("Examples:", "Exit codes:", "  70  ");
            }
        }
    }

    private String page() {
        StringBuilder page = new StringBuilder("""
                # Command reference

                Generated from `--help`; a test keeps it so. Exit codes: [exit-codes.md](exit-codes.md). JSON:
                [json.md](json.md).

                """);
        section(page, root);
        root.getSubcommands().values().stream()
                .distinct()
                .filter(c -> !c.getCommandName().equals("help"))
                .forEach(command -> section(page, command));
        return page.toString();
    }

    private static void section(StringBuilder page, CommandLine command) {
        page.append("## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```text\n");
        command.getUsageMessage()
                .lines()
                .map(String::stripTrailing)
                .forEach(line -> page.append(line).append('\n'));
        page.append("```\n\n");
    }
}
