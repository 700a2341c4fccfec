// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a {@code .cli} file: a command line and what must come of it.
 *
 * <pre>
 * NAME    what is shown
 * RUN     inspect $SAMPLES/ext4-write-6.1 --format json
 * EXPECT  a line, or a part of one, that standard output has   (any number; in this order)
 * REFUSE  what standard output must not have
 * ERR     the same for standard error
 * EXIT    0
 * </pre>
 *
 * <p>{@code $SAMPLES} is the folder of sample captures, {@code $TMP} a folder that is empty before the first block of a file.
 * Words are split at blanks outside single quotes.
 */
record CliBlock(String name, List<String> run, List<String> expect, List<String> refuse, List<String> err, int exit) {
    private static final Pattern LINE = Pattern.compile("(NAME|RUN|EXPECT|REFUSE|ERR|EXIT)(?:\\s+(.*))?");
    private static final Pattern WORD = Pattern.compile("(?:[^\\s']|'[^']*')+");

    static List<CliBlock> read(Path file) throws IOException {
        List<CliBlock> blocks = new ArrayList<>();
        for (String block : Files.readString(file).split("\\n\\s*\\n")) {
            if (block.lines().anyMatch(line -> !line.startsWith("#") && !line.isBlank())) {
                blocks.add(parse(file, block));
            }
        }
        return blocks;
    }

    private static CliBlock parse(Path file, String block) {
        String name = "";
        List<String> run = List.of();
        List<String> expect = new ArrayList<>();
        List<String> refuse = new ArrayList<>();
        List<String> err = new ArrayList<>();
        int exit = -1;
        for (String line :
                block.lines().filter(l -> !l.startsWith("#") && !l.isBlank()).toList()) {
            Matcher parts = LINE.matcher(line.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException(file + ": not a line of a block: " + line);
            }
            String value = parts.group(2) == null ? "" : parts.group(2);
            switch (parts.group(1)) {
                case "NAME" -> name = value;
                case "RUN" -> run = words(value);
                case "EXPECT" -> expect.add(value);
                case "REFUSE" -> refuse.add(value);
                case "ERR" -> err.add(value);
                default -> exit = Integer.parseInt(value);
            }
        }
        if (name.isEmpty() || exit < 0) {
            throw new IllegalArgumentException(file + ": a block needs NAME and EXIT:\n" + block);
        }
        return new CliBlock(name, run, expect, refuse, err, exit);
    }

    private static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group().replace("'", ""))
                .toList();
    }
}
