// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What our SQL files share, put in place when a file is read:
 *
 * <ul>
 *   <li>{@code -- each: function level = do_page_mkwrite vm, ext4_page_mkwrite fs} makes a list of rows. A {@code needs} line with
 *       {@code {function}} stands for one line per row, and <code>{{each function: SELECT ... }}</code> in the statement for the
 *       {@code UNION ALL} of one {@code SELECT} per row.
 *   <li><code>{{call event; by: function, level}}</code> is the text of the block {@code views/call.block}, in which
 *       {@code $1} is {@code event} and {@code $by} is {@code function, level}. A block's front matter gives each parameter its
 *       standard value ({@code -- param: by = NULL}), and its {@code needs} become the file's. A block beside the file comes
 *       before one of the views: what a rule's two statements share stands once in its directory.
 * </ul>
 */
final class SqlTemplate {
    private static final Pattern EACH_LINE = Pattern.compile("(\\w+(?: +\\w+)*) *= *(.*)");
    private static final Pattern EACH = Pattern.compile("\\{\\{each (\\w+):(.*?)\\}\\}", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("\\{\\{(\\w+)([^{}]*)\\}\\}");
    private static final Pattern PARAMETER = Pattern.compile("(\\w+) *= *(.*)");

    private final String path;
    private final UnaryOperator<String> blocks;

    /**
     * @param path file being read, for messages
     * @param blocks text of a block by name; throws when there is none
     */
    SqlTemplate(String path, UnaryOperator<String> blocks) {
        this.path = path;
        this.blocks = blocks;
    }

    /** A file with its lists and blocks in place. */
    SqlFile expand(SqlFile file) {
        Map<String, List<String>> front = new LinkedHashMap<>();
        file.front().forEach((key, values) -> front.put(key, new ArrayList<>(values)));
        Map<String, List<Map<String, String>>> lists = lists(file);
        if (front.containsKey("needs")) {
            front.put(
                    "needs",
                    new ArrayList<>(file.values("needs").stream()
                            .flatMap(line -> needs(line, lists).stream())
                            .toList()));
        }
        String sql = each(file.sql(), lists);
        return new SqlFile(file.path(), front, blocks(sql, front));
    }

    /** Rows by the list's first word: word by column. */
    private Map<String, List<Map<String, String>>> lists(SqlFile file) {
        Map<String, List<Map<String, String>>> lists = new LinkedHashMap<>();
        for (String line : file.values("each")) {
            Matcher matcher = EACH_LINE.matcher(line);
            if (!matcher.matches()) {
                throw new StoreException(path + ": each line is not 'name name = word word, word word': " + line);
            }
            String[] names = matcher.group(1).split(" +");
            List<Map<String, String>> rows = new ArrayList<>();
            for (String row : matcher.group(2).split(" *, *")) {
                rows.add(row(names, row.strip().split(" +")));
            }
            lists.put(names[0], rows);
        }
        return lists;
    }

    private Map<String, String> row(String[] names, String[] words) {
        if (names.length != words.length) {
            throw new StoreException(
                    path + ": each row '" + String.join(" ", words) + "' has not " + names.length + " words");
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            row.put(names[i], words[i]);
        }
        return row;
    }

    private static List<String> needs(String line, Map<String, List<Map<String, String>>> lists) {
        return lists.entrySet().stream()
                .filter(list -> line.contains("{" + list.getKey() + "}"))
                .findFirst()
                .map(list ->
                        list.getValue().stream().map(row -> fill(line, row)).toList())
                .orElse(List.of(line));
    }

    private static String fill(String text, Map<String, String> row) {
        String filled = text;
        for (Map.Entry<String, String> word : row.entrySet()) {
            filled = filled.replace("{" + word.getKey() + "}", word.getValue());
        }
        return filled;
    }

    private String each(String sql, Map<String, List<Map<String, String>>> lists) {
        return EACH.matcher(sql).replaceAll(match -> {
            List<Map<String, String>> rows = lists.get(match.group(1));
            if (rows == null) {
                throw new StoreException(path + ": no list '" + match.group(1) + "'");
            }
            String body = match.group(2).strip();
            return Matcher.quoteReplacement(
                    rows.stream().map(row -> fill(body, row)).collect(Collectors.joining("\n  UNION ALL\n  ")));
        });
    }

    /** Blocks may use blocks: the innermost first. */
    private String blocks(String sql, Map<String, List<String>> front) {
        String text = sql;
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            String block = block(matcher.group(1), matcher.group(2), front);
            text = text.substring(0, matcher.start()) + block + text.substring(matcher.end());
            matcher = BLOCK.matcher(text);
        }
        return text;
    }

    private String block(String name, String arguments, Map<String, List<String>> front) {
        SqlFile block = SqlFile.read(name + ".block", blocks.apply(name));
        Map<String, String> values = new LinkedHashMap<>();
        block.values("param").forEach(line -> parameter(line, values));
        int position = 0;
        for (String argument : arguments.strip().split(" *; *")) {
            Matcher named = Pattern.compile("(\\w+) *: *(.*)", Pattern.DOTALL).matcher(argument);
            if (named.matches()) {
                values.put(named.group(1), named.group(2));
            } else {
                values.put(Integer.toString(++position), argument);
            }
        }
        List<String> needs = front.computeIfAbsent("needs", k -> new ArrayList<>());
        block.values("needs").stream().filter(need -> !needs.contains(need)).forEach(needs::add);
        String text = block.sql();
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("$" + value.getKey(), value.getValue());
        }
        return text;
    }

    private void parameter(String line, Map<String, String> values) {
        Matcher matcher = PARAMETER.matcher(line);
        if (!matcher.matches()) {
            throw new StoreException(path + ": param line is not 'name = value': " + line);
        }
        values.put(matcher.group(1), matcher.group(2));
    }
}
