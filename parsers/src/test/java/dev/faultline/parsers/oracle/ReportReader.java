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
    private static final Pattern LINE = Pattern.compile(
            "(?:\\s*([^\\s:]+):(?=\\s))?\\s*(.*?)-(\\d+)\\s+\\[(\\d{3,})\\](-0x\\p{XDigit}+)?\\s*"
                    + "(?:([.a-zA-Z0-9]{4,7})\\s+)?(\\d+)(?:\\.(\\d{9}))?: (\\S+?):(?:\\s+(.*))?",
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
        StringBuilder info = new StringBuilder(line.group(10) == null ? "" : line.group(10));
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
        String buffer = line.group(1) == null ? "" : line.group(1);
        String flags = line.group(5) != null ? line.group(5) : line.group(6) != null ? line.group(6) : "";
        long ts = Long.parseLong(line.group(7));
        if (line.group(8) != null) {
            ts = ts * 1_000_000_000L + Long.parseLong(line.group(8));
        }
        int pid = Integer.parseInt(line.group(3));
        int cpu = Integer.parseInt(line.group(4));
        return new ReportLine(buffer, pid, cpu, flags, ts, line.group(9), info, lost);
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
