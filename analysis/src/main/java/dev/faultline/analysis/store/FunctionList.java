// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Kernel functions that a need names together: {@code probe.@operation} are all probes on the functions of
 * {@code views/operation.functions}. The file is a table with tabs; its first column is {@code function}, the others become columns
 * of the relation. Lines that start with {@code #} are remarks.
 *
 * @param name its name, with the mark
 * @param columns names of the columns behind {@code function}
 * @param rows their values by function
 */
record FunctionList(String name, List<String> columns, Map<String, List<String>> rows) {
    /** What marks a list in the name of a need. */
    static final char MARK = '@';

    private static final Map<String, FunctionList> LISTS = new ConcurrentHashMap<>();

    /** Whether the part of a need's name that stands for a function names a list. */
    static boolean named(String function) {
        return function.charAt(0) == MARK;
    }

    /** The list of that name, with or without the mark, and without what marks a return probe. */
    static FunctionList of(String name) {
        return LISTS.computeIfAbsent(Probe.needed(name).event().replace("@", ""), FunctionList::read);
    }

    private static FunctionList read(String name) {
        String path = "/dev/faultline/analysis/views/" + name + ".functions";
        try (InputStream in = FunctionList.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new StoreException("no list of functions " + name);
            }
            List<List<String>> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
            return of(name, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FunctionList of(String name, List<List<String>> lines) {
        List<String> header = lines.get(0);
        Map<String, List<String>> rows = new TreeMap<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            if (line.size() != header.size() || rows.put(line.get(0), line.subList(1, line.size())) != null) {
                throw new StoreException(name + ": a line of another width, or a function twice: " + line);
            }
        }
        return new FunctionList(MARK + name, header.subList(1, header.size()), rows);
    }

    /** All its columns: {@code function, "column"}. */
    String names() {
        return Stream.concat(Stream.of("function"), columns.stream())
                .map(SqlNames::quote)
                .collect(Collectors.joining(", "));
    }

    /** Addresses with the rows of their functions, for {@code VALUES}. */
    String table(Map<Long, String> functions) {
        return functions.isEmpty()
                ? "(NULL::UBIGINT, " + String.join(", ", values("")) + ")"
                : functions.entrySet().stream()
                        .map(f -> "(%s::UBIGINT, %s)"
                                .formatted(Long.toUnsignedString(f.getKey()), String.join(", ", values(f.getValue()))))
                        .collect(Collectors.joining(", "));
    }

    /** The columns of one function as a select list; NULL for a function that is not in it. */
    String items(String function) {
        String[] names = names().split(", ", -1);
        List<String> values = values(function);
        return IntStream.range(0, names.length)
                .mapToObj(i -> values.get(i) + " AS " + names[i])
                .collect(Collectors.joining(", "));
    }

    private List<String> values(String function) {
        List<String> row = rows.get(function);
        return row == null
                ? Collections.nCopies(columns.size() + 1, "NULL::VARCHAR")
                : Stream.concat(Stream.of(function), row.stream())
                        .map(SqlNames::literal)
                        .toList();
    }
}
