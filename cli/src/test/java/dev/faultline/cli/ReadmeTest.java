// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's session is what the command prints, number by number. */
class ReadmeTest {
    private static final Pattern SESSION = Pattern.compile("```console\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND =
            Pattern.compile("\\$ cli/bin/faultline (inspect|check|replay) (\\S+)([^|\\n]*)[^\\n]*\\n([^$]*)");

    @Test
    void sessionIsReal() throws IOException {
        List<String> run = new ArrayList<>();
        Matcher session = SESSION.matcher(Files.readString(Tree.ROOT.resolve("README.md")));
        while (session.find()) {
            Matcher command = COMMAND.matcher(session.group(1));
            while (command.find()) {
                run.add(command.group(1));
                assertThat(output(command))
                        .as("README.md is stale: " + command.group())
                        .startsWith(command.group(4).stripTrailing());
            }
        }
        assertThat(run).containsExactly("inspect", "check", "replay");
    }

    private static String output(Matcher command) {
        List<String> line = new ArrayList<>();
        line.add(command.group(1));
        line.add(Tree.ROOT.resolve(command.group(2)).toString());
        line.addAll(List.of(command.group(3).strip().split("\\s+")));
        line.removeIf(String::isEmpty);
        return CliRun.of(line).out().replace(Tree.ROOT + "/", "");
    }
}
