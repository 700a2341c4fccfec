// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import dev.faultline.samples.read.Decoded;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds decoded records against {@code trace-cmd report}: time, cpu, pid, event name, buffer, header flags. */
final class ReportCheck {
    private static final Pattern STACK_ENTRY = Pattern.compile("(?m)^=> .*\\((\\p{XDigit}+)\\)$");

    private final Tally tally;
    private final List<? extends Decoded> records;
    private final Set<Decoded> folded = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Losses losses;
    private final Confirmed confirmed;
    /** Events whose print fmt the printing trace-cmd could not parse, by its own word. */
    private final Set<String> failedFormats = new HashSet<>();

    private int at = -1;

    /** {@code records} in trace-cmd's order. */
    ReportCheck(Tally tally, List<? extends Decoded> records, Confirmed confirmed, Losses losses) {
        this.tally = tally;
        this.records = records;
        this.confirmed = confirmed;
        this.losses = losses;
        findFolded();
    }

    /**
     * A function_graph leaf is one line: the handler of {@code funcgraph_entry} takes the next record of the buffer too
     * when that is the exit of the same function and task on the same cpu (trace-ftrace.c fgraph_ent_handler()).
     */
    private void findFolded() {
        Map<String, Decoded> previous = new HashMap<>();
        for (Decoded record : records) {
            Decoded before = previous.put(record.buffer(), record);
            if (before != null && leaf(before, record)) {
                folded.add(record);
            }
        }
    }

    private static boolean leaf(Decoded entry, Decoded exit) {
        return entry.event().name().equals("funcgraph_entry")
                && exit.event().name().equals("funcgraph_exit")
                && entry.cpu() == exit.cpu()
                && entry.pid() == exit.pid()
                && function(entry) == function(exit);
    }

    private static long function(Decoded record) {
        return record.number(record.event().field("func"));
    }

    /** Checks the first lines, or all. */
    void run(ReportReader report, boolean whole) throws IOException {
        for (ReportLine line = report.next(); line != null; line = report.next()) {
            Decoded record = next();
            if (record == null) {
                tally.mismatch("report has more lines than records: " + line);
                return;
            }
            tally.lines++;
            check(line, record);
        }
        if (whole && next() != null) {
            tally.mismatch("report ends " + (records.size() - at) + " records early");
        }
        losses.finish(whole, tally);
    }

    Set<String> failedFormats() {
        return failedFormats;
    }

    private @Nullable Decoded next() {
        at++;
        while (at < records.size() && folded.contains(records.get(at))) {
            at++;
        }
        return at < records.size() ? records.get(at) : null;
    }

    private void check(ReportLine line, Decoded record) {
        boolean same = record.ts() == line.ts()
                && record.cpu() == line.cpu()
                && record.pid() == line.pid()
                && record.buffer().equals(line.buffer())
                && record.event().name().equals(line.event());
        if (!same) {
            tally.mismatch("report line " + tally.lines + ": " + line + " decoded as " + describe(record));
        }
        if (line.info().startsWith("[FAILED TO PARSE]")) {
            failedFormats.add(line.event());
        }
        if (!line.flags().isEmpty()) {
            latency(line, record);
        }
        if (same && record.event().name().equals("kernel_stack")) {
            stack(line, record);
        }
        losses.check(line, tally);
    }

    /** The characters show the whole preempt count, and five of the eight flags. */
    private void latency(ReportLine line, Decoded record) {
        String flags = LatencyFlags.print(record.flags(), record.preemptCount());
        tally.compared++;
        confirmed.preemptCount(at);
        if (!flags.equals(line.flags())) {
            tally.mismatch("flags of line " + tally.lines + ": " + line.flags() + " decoded as " + flags);
        }
    }

    /** All entries of a stack: {@code => symbol (address)}. */
    private void stack(ReportLine line, Decoded record) {
        List<Long> printed = STACK_ENTRY
                .matcher(line.info())
                .results()
                .map(entry -> Long.parseUnsignedLong(entry.group(1), 16))
                .toList();
        byte[] bytes = record.bytes(record.event().field("caller"));
        List<Long> decoded = new ArrayList<>();
        ByteBuffer entries =
                ByteBuffer.wrap(bytes == null ? new byte[0] : bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (entries.remaining() >= Long.BYTES) {
            decoded.add(entries.getLong());
        }
        tally.stackEntries += printed.size();
        if (!printed.equals(decoded)) {
            tally.mismatch("stack of line " + tally.lines + ": " + line + " decoded as " + decoded);
        }
    }

    static String describe(Decoded record) {
        return record.buffer() + ":" + record.pid() + " [" + record.cpu() + "] " + record.ts() + " "
                + record.event().name();
    }
}
