// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.metadata;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.capture.PrintkFormat;
import dev.faultline.parsers.capture.Symbol;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.schema.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The line tables a recorder saves beside the records: kallsyms, printk_formats, saved_cmdlines. */
public final class SavedTables {
    private SavedTables() {}

    /** {@code pid comm} per line. */
    public static List<TaskName> cmdlines(Bytes text, IssueLog issues) throws IOException {
        List<TaskName> tasks = new ArrayList<>();
        lines(text, issues, line -> {
            int space = line.indexOf(' ');
            int tid = space > 0 ? decimal(line, space) : -1;
            return tid >= 0 && tasks.add(new TaskName(tid, null, clean(line.substring(space + 1)), null));
        });
        return List.copyOf(tasks);
    }

    /** {@code tid tgid} per line, from {@code saved_tgids}. */
    public static Map<Integer, Integer> tgids(Bytes text, IssueLog issues) throws IOException {
        Map<Integer, Integer> tgids = new HashMap<>();
        lines(text, issues, line -> {
            int space = line.indexOf(' ');
            int tid = space > 0 ? decimal(line, space) : -1;
            String rest = line.substring(space + 1).strip();
            int tgid = rest.isEmpty() ? -1 : decimal(rest, rest.length());
            tgids.put(tid, tgid);
            return tid >= 0 && tgid >= 0;
        });
        return tgids;
    }

    /** {@code name: value} per line, from {@code per_cpu/cpuN/stats}; in file order. */
    public static Map<String, String> stats(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                values.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return values;
    }

    /** The one in brackets, of {@code trace_clock}; {@code null} when none is. */
    public static @Nullable String selected(String clocks) {
        int open = clocks.indexOf('[');
        int close = clocks.indexOf(']', open);
        return open < 0 || close < 0 ? null : clocks.substring(open + 1, close);
    }

    /** {@code 0xADDRESS : "format"} per line, with the escapes of C. */
    public static List<PrintkFormat> printkFormats(Bytes text, IssueLog issues) throws IOException {
        List<PrintkFormat> formats = new ArrayList<>();
        lines(text, issues, line -> {
            int open = line.indexOf('"');
            int close = line.lastIndexOf('"');
            int colon = line.indexOf(" :");
            Long address = colon > 2 && line.startsWith("0x") ? hex(line, 2, colon) : null;
            return address != null
                    && open > colon
                    && close > open
                    && formats.add(new PrintkFormat(address, utf8(unescape(line.substring(open + 1, close)))));
        });
        return List.copyOf(formats);
    }

    /** {@code ADDRESS type name[\t[module]]} per line. */
    public static List<Symbol> kallsyms(Bytes text, IssueLog issues) throws IOException {
        List<Symbol> symbols = new ArrayList<>();
        lines(text, issues, line -> {
            Symbol symbol = symbol(line);
            return symbol != null && symbols.add(symbol);
        });
        return List.copyOf(symbols);
    }

    private static @Nullable Symbol symbol(String line) {
        int first = line.indexOf(' ');
        Long address = first > 0 ? hex(line, 0, first) : null;
        if (address == null || line.length() < first + 4 || line.charAt(first + 2) != ' ') {
            return null;
        }
        int tab = line.indexOf('\t', first);
        String name = line.substring(first + 3, tab < 0 ? line.length() : tab);
        String module = tab < 0 ? null : line.substring(tab + 1).strip();
        if (module != null && module.startsWith("[") && module.endsWith("]")) {
            module = module.substring(1, module.length() - 1);
        }
        return new Symbol(address, line.charAt(first + 1), name.strip(), module);
    }

    /** Hands every line to {@code take}; a line it refuses is an issue. */
    private static void lines(Bytes text, IssueLog issues, Predicate<String> take) throws IOException {
        String all = text.text();
        int at = 0;
        while (at < all.length()) {
            int end = all.indexOf('\n', at);
            end = end < 0 ? all.length() : end;
            String line = all.substring(at, end);
            if (!line.isBlank() && !line.equals("\0") && !take.test(line)) {
                issues.add(
                        IssueKind.BAD_TABLE_LINE,
                        text.fileOffset(at),
                        () -> text.place() + ": line of " + line.length() + " characters");
            }
            at = end + 1;
        }
    }

    private static String clean(String latin1) {
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return Text.decode(bytes, 0, bytes.length);
    }

    private static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static int decimal(String line, int end) {
        int value = 0;
        for (int i = 0; i < end; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > 200_000_000) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
    }

    private static @Nullable Long hex(String line, int from, int to) {
        if (to <= from || to - from > 16) {
            return null;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = nibble(line.charAt(i));
            if (digit < 0) {
                return null;
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    /** ASCII only: a kernel has 100,000 symbols and more, and {@link Character#digit} knows all of Unicode. */
    private static int nibble(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\' || i == text.length()) {
                out.append(c);
                continue;
            }
            char next = text.charAt(i++);
            switch (next) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case '\\', '"' -> out.append(next);
                default -> out.append('\\').append(next);
            }
        }
        return out.toString();
    }
}
