// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.ringbuffer;

import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.RecordBlock;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.parsers.io.Words;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.HeaderPage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;

/** Sub-buffers written down as hex, and what a scan makes of them. */
final class Page {
    private static final EventSchema EVENT = new EventSchema("t", "event", 7, List.of(), List.of(), "");
    private static final EventSchema UNKNOWN = new EventSchema("ftrace", "unknown_event", -1, List.of(), List.of(), "");

    private Page() {}

    /** What a scan found: {@code ts@offset+length} per record of event 7. */
    record Found(List<String> records, List<LostEvents> losses, List<ParseIssue> issues, long walked) {
        List<String> kinds() {
            return issues.stream().map(issue -> issue.kind().name()).toList();
        }
    }

    /** Scans sub-buffers of {@code size} bytes; each text is hex with comments behind {@code |}, padded with zeros. */
    static Found scan(ByteOrder order, int longSize, int size, String... pages) throws Exception {
        return scan(order, longSize, size, Selection.everything(), pages);
    }

    static Found scan(ByteOrder order, int longSize, int size, Selection selection, String... pages) throws Exception {
        return scan(order, longSize, selection, memory(size, bytes(size, pages)));
    }

    static Found scan(ByteOrder order, int longSize, Selection selection, CpuBuffer buffer) throws Exception {
        HeaderPage header = new HeaderPage(longSize, 8 + longSize, buffer.subBufferSize() - 8 - longSize);
        RecordLayout layout = RecordLayout.of(order, header, List.of(EVENT));
        BufferScan scan = new BufferScan(layout, TimeMap.plus(0), List.of(EVENT, UNKNOWN), UNKNOWN);
        List<String> records = new ArrayList<>();
        BufferScan.Result result = scan.run(List.of(buffer), selection, 1, block -> add(block, records));
        return new Found(records, result.losses(), result.issues(), result.records());
    }

    private static void add(RecordBlock block, List<String> records) {
        block.events().forEach(event -> {
            for (int i = 0; i < event.count(); i++) {
                records.add(event.ts(i) + "@" + block.rec(event.offset(i)) + "+" + event.length(i));
            }
        });
    }

    static byte[] bytes(int size, String... pages) {
        byte[] all = new byte[size * pages.length];
        for (int i = 0; i < pages.length; i++) {
            String hex = pages[i].lines()
                    .map(line -> line.contains("|") ? line.substring(0, line.indexOf('|')) : line)
                    .reduce("", String::concat)
                    .replaceAll("\\s", "");
            byte[] page = HexFormat.of().parseHex(hex);
            System.arraycopy(page, 0, all, i * size, page.length);
        }
        return all;
    }

    /** A cpu buffer in memory, one chunk per sub-buffer. */
    static CpuBuffer memory(int size, byte[] content) {
        return new CpuBuffer() {
            @Override
            public int cpu() {
                return 3;
            }

            @Override
            public int bufferId() {
                return 1;
            }

            @Override
            public int subBufferSize() {
                return size;
            }

            @Override
            public String place() {
                return "memory: cpu 3";
            }

            @Override
            public boolean truncated() {
                return false;
            }

            @Override
            public int chunks() {
                return (content.length + size - 1) / size;
            }

            @Override
            public long firstStamp(int chunk) {
                return Words.leLong(Arrays.copyOf(content, content.length + 8), chunk * size);
            }

            @Override
            public Loaded load(int chunk, byte[] room, IssueLog issues) throws IOException {
                int end = Math.min(content.length, (chunk + 1) * size);
                byte[] bytes = Arrays.copyOfRange(content, chunk * size, end + Loaded.SLACK);
                return new Loaded(bytes, end - chunk * size, (long) chunk * size, chunk, new BitSet());
            }
        };
    }
}
