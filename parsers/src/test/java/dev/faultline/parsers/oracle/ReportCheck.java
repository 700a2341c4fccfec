// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
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

    /** {@code records} in trace-cmd's order. */
    ReportCheck(Tally tally, List<? extends Decoded> records, Losses losses) {
        this.tally = tally;
        this.records = records;
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

    void run(ReportReader report, boolean whole) throws IOException {
        Queue<Decoded> left = new ArrayDeque<>(records);
        for (ReportLine line = report.next(); line != null; line = report.next()) {
            Decoded record = next(left);
            if (record == null) {
                tally.mismatch("report has more lines than records: " + line);
                return;
            }
            tally.lines++;
            check(line, record);
        }
        if (whole && next(left) != null) {
            tally.mismatch("report ends " + (left.size() + 1) + " records early");
        }
        losses.finish(whole, tally);
    }

    private @Nullable Decoded next(Queue<Decoded> left) {
        Decoded record = left.poll();
        while (record != null && folded.contains(record)) {
            record = left.poll();
        }
        return record;
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
        if (!line.flags().isEmpty()) {
            String flags = LatencyFlags.print(record.flags(), record.preemptCount());
            tally.compared += 2;
            if (!flags.equals(line.flags())) {
                tally.mismatch("flags of line " + tally.lines + ": " + line.flags() + " decoded as " + flags);
            }
        }
        if (same && record.event().name().equals("kernel_stack")) {
            stack(line, record);
        }
        losses.check(line, tally);
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
