// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code .case} file: given rows, and what is expected of the SQL beside it. One screen, input and answer together:
 *
 * <pre>
 * # What this shows.
 * param min_calls = 3
 * given fault_call
 *   tid  address  start_ts
 *   101  0x1000   10
 * expect violated
 *   ts  tid  subject
 *   10  101  address 0x1000
 * </pre>
 *
 * {@code given} names a view, a fixed table, or a raw event ({@code filemap.mm_filemap_add_to_page_cache},
 * {@code probe.ext4_page_mkwrite}). {@code expect} is {@code rows}, or for a rule {@code violated N}, {@code clean N} or
 * {@code inconclusive reason}; N is the number of things checked. {@code rows where ...} looks at some rows only. Cells stand two
 * spaces apart; {@code -} is NULL.
 *
 * @param file the file
 * @param given relations with their rows
 * @param params parameter values
 * @param expected first word after {@code expect}
 * @param detail the rest of that line
 * @param rows the rows expected, only their columns are compared
 */
record Case(Path file, List<Relation> given, Map<String, Long> params, String expected, String detail, Relation rows) {

    /** Named rows of text. */
    record Relation(String name, List<String> columns, List<List<String>> rows) {}

    static Case read(Path file) throws IOException {
        List<Relation> blocks = new ArrayList<>();
        Map<String, Long> params = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("param ")) {
                String[] parts = line.substring(6).split("=", 2);
                params.put(parts[0].strip(), Long.valueOf(parts[1].strip()));
            } else if (line.startsWith("given ") || line.startsWith("expect ")) {
                blocks.add(new Relation(line, new ArrayList<>(), new ArrayList<>()));
            } else if (line.startsWith("  ")) {
                addCells(blocks.get(blocks.size() - 1), List.of(line.strip().split(" {2,}")));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IOException(file + ": cannot read '" + line + "'");
            }
        }
        return of(file, blocks, params);
    }

    private static void addCells(Relation block, List<String> cells) throws IOException {
        if (block.columns().isEmpty()) {
            block.columns().addAll(cells);
        } else if (cells.size() != block.columns().size()) {
            throw new IOException(block.name() + ": " + cells + " are not the columns " + block.columns());
        } else {
            block.rows().add(cells);
        }
    }

    private static Case of(Path file, List<Relation> blocks, Map<String, Long> params) throws IOException {
        Relation last = blocks.get(blocks.size() - 1);
        if (!last.name().startsWith("expect ")) {
            throw new IOException(file + ": does not end with an expectation");
        }
        String[] words = last.name().substring(7).strip().split(" +", 2);
        List<Relation> given = blocks.subList(0, blocks.size() - 1).stream()
                .map(block -> new Relation(block.name().substring(6).strip(), block.columns(), block.rows()))
                .toList();
        return new Case(file, given, params, words[0], words.length > 1 ? words[1] : "", last);
    }
}
