// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the output of {@code trace-cmd report -t}, record by record (formats.md B.4.4). */
final class ReportReader implements Closeable {
    /** Flags as number; a raw clock's 12 digits may follow without a space. */
    private static final String RAW_FLAGS = "(?<raw>-0x\\p{XDigit}{1,2}(?=\\s|\\d{12}:))?";

    private static final Pattern LINE = Pattern.compile(
            "(?:\\s*(?<buffer>[^\\s:]+):(?=\\s))?\\s*.*?-(?<pid>\\d+)\\s+(?:\\[(?<cpu>\\d{3,})\\]|(?<latcpu>\\d+)(?=[dX.-]))"
                    + RAW_FLAGS
                    + "\\s*(?:(?<flags>[dX.][N.][Hhs.][0-9a-f.]{2})\\s*)?"
                    + "(?<sec>\\d+)(?:\\.(?<frac>\\d{9}))?: (?<event>\\S+?):(?:\\s+(?<info>.*))?",
            Pattern.DOTALL);
    private static final Pattern DROPPED = Pattern.compile("CPU:\\d+ \\[(?:(\\d+) )?EVENTS DROPPED\\]");

    /** Ends an oracle that was kept in part. */
    private static final String CUT = "# lab: cut after ";

    private final BufferedReader in;
    private @Nullable String ahead;
    private long dropped;

    ReportReader(InputStream in) throws IOException {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1), 1 << 16);
        ahead = line();
        if (ahead != null && ahead.startsWith("cpus=")) {
            ahead = line();
        }
    }

    /** The next record, {@code null} at the end. */
    @Nullable
    ReportLine next() throws IOException {
        String first = ahead;
        while (first != null && drop(first)) {
            first = line();
        }
        if (first == null) {
            return null;
        }
        Matcher line = LINE.matcher(first);
        if (!line.matches()) {
            throw new IOException("not a line of trace-cmd report: " + first);
        }
        StringBuilder info = new StringBuilder(text(line, "info"));
        for (ahead = line(); ahead != null && continuation(ahead); ahead = line()) {
            info.append('\n').append(ahead);
        }
        long lost = dropped;
        dropped = 0;
        return line(line, info.toString(), lost);
    }

    private @Nullable String line() throws IOException {
        String line = in.readLine();
        return line == null || line.startsWith(CUT) ? null : line;
    }

    private static ReportLine line(Matcher line, String info, long lost) {
        long ts = Long.parseLong(line.group("sec"));
        if (line.group("frac") != null) {
            ts = ts * 1_000_000_000L + Long.parseLong(line.group("frac"));
        }
        return new ReportLine(
                text(line, "buffer"),
                Integer.parseInt(line.group("pid")),
                Integer.parseInt(text(line, "cpu") + text(line, "latcpu")),
                text(line, "raw") + text(line, "flags"),
                ts,
                line.group("event"),
                info,
                lost);
    }

    private static String text(Matcher line, String group) {
        String text = line.group(group);
        return text == null ? "" : text;
    }

    private boolean drop(String line) {
        Matcher match = DROPPED.matcher(line.strip());
        if (!match.matches()) {
            return false;
        }
        dropped = match.group(1) == null ? -1 : Long.parseLong(match.group(1));
        return true;
    }

    /** Only kernel stacks and texts with line ends go on in a line of their own. */
    private static boolean continuation(String line) {
        return !DROPPED.matcher(line.strip()).matches() && !LINE.matcher(line).matches();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
