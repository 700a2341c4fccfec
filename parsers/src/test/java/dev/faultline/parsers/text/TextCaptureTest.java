// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.LostEvents;
import dev.faultline.parsers.io.MalformedCaptureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines as kernels and trace-cmd write them become rows; each line here is of a real capture or follows its source. */
@SuppressWarnings("StringConcatToTextBlock") // spaces at the start of lines matter and are seen here
class TextCaptureTest {
    private static final String FAULT = "page_fault_user: address=0x564286974e08 ip=0x7f3c3c1d1aa2 error_code=0x7\n";

    @TempDir
    private Path directory = Path.of("");

    private Rows read(String text) throws IOException, InterruptedException {
        return TextCaptures.read(directory, text);
    }

    private Row only(String text) throws IOException, InterruptedException {
        Rows rows = read(text);
        assertThat(rows.issues()).isEmpty();
        assertThat(rows.rows()).hasSize(1);
        return rows.rows().get(0);
    }

    private static Object value(Row row, String column) {
        Row.Value value = row.values().get(column);
        return value == null ? "NULL" : value.value();
    }

    @Test
    void theUsualLine() throws IOException, InterruptedException {
        Row row = only("            bash-147     [000] d....    21.323742: " + FAULT);
        assertThat(row.event()).isEqualTo("page_fault_user");
        assertThat(row.ts()).isEqualTo(21_323_742_000L);
        assertThat(row.cpu()).isZero();
        assertThat(row.tid()).isEqualTo(147);
        assertThat(value(row, "address")).isEqualTo(0x564286974e08L);
        assertThat(value(row, "ip")).isEqualTo(0x7f3c3c1d1aa2L);
        assertThat(value(row, "error_code")).isEqualTo(7L);
    }

    @Test
    void commsThatLookLikeMore() throws IOException, InterruptedException {
        String rest = " [001] d..2.    46.963868: " + FAULT;
        Rows rows = read("     mm lab-1[w]-435    " + rest + "   a-1 [000] b: c-22     " + rest
                + "  kworker/u4:0-9     " + rest);
        assertThat(rows.rows()).extracting(Row::tid).containsExactly(435, 22, 9);
        assertThat(rows.issues()).isEmpty();
    }

    @Test
    void tgidsAndFlagColumnsOfAnyNumber() throws IOException, InterruptedException {
        Rows rows = read("            bash-147     (    147) [000] d....    32.215302: " + FAULT
                + "            bash-147     (-------) [000] d...    32.215303: " + FAULT
                + "            bash-147   [000]    32.215304: " + FAULT
                + "            bash-147   [000] d..h1.. 32.215305: " + FAULT);
        assertThat(rows.rows())
                .extracting(Row::ts)
                .containsExactly(32_215_302_000L, 32_215_303_000L, 32_215_304_000L, 32_215_305_000L);
        assertThat(rows.issues()).isEmpty();
    }

    @Test
    void clocksThatCountAreNotTime() throws IOException, InterruptedException {
        Row row = only("            bash-147     [001] d....            4: " + FAULT);
        assertThat(row.ts()).isEqualTo(4L);
    }

    @Test
    void latencyVerboseRawHexAndBareLines() throws IOException, InterruptedException {
        assertThat(only("    bash-147       1d.... 17656us+: " + FAULT).ts()).isEqualTo(17_656_000L);
        Row verbose = only("            bash     147   1 1 00000000 00000000 [02d7e4b9] 16.353ms (+0.059ms): " + FAULT);
        assertThat(verbose.ts()).isEqualTo(0x02d7e4b9L * 1000);
        assertThat(verbose.tid()).isEqualTo(147);
        Row raw = only("147 0 55359522417 type: 118\n");
        assertThat(raw.ts()).isEqualTo(55_359_522_417L);
        assertThat(value(raw, "event_id")).isEqualTo(118L);
        assertThat(only("00000093 00000001 0000000e19a31ae7 type: 118\n\n").ts())
                .isEqualTo(0xe19a31ae7L);
        Row bare = only(FAULT);
        assertThat(bare.ts()).isNull();
        assertThat(bare.cpu()).isNull();
        assertThat(bare.tid()).isNull();
    }

    @Test
    void aSymbolWithoutItsAddressStaysText() throws IOException, InterruptedException {
        Row row = only(
                "            bash-147     [000] d..2.    21.324478: page_fault_kernel: address=0x20 ip=copy_user_short_string"
                        + " error_code=0x0\n");
        assertThat(row.values()).doesNotContainKey("ip");
        assertThat(value(row, "ip_text")).hasToString("copy_user_short_string");
        assertThat(value(row, "address")).isEqualTo(0x20L);
    }

    @Test
    void aHashedPointerIsNoAddress() throws IOException, InterruptedException {
        Row row = only(
                "            bash-1092    [000] .....   157.686245: mm_page_alloc: page=000000005c038122 pfn=0x103f6e order=0"
                        + " migratetype=0 gfp_flags=GFP_KERNEL_ACCOUNT\n");
        assertThat(value(row, "pfn")).isEqualTo(0x103f6eL);
        assertThat(row.values()).doesNotContainKey("page");
    }

    @Test
    void namesOfBitsBecomeTheBits() throws IOException, InterruptedException {
        Row row =
                only("            bash-147     [000] .....   295.163266: writeback_mark_inode_dirty: bdi 254:16: ino=12"
                        + " state=I_DIRTY_SYNC|I_DIRTY_PAGES flags=\n");
        assertThat(value(row, "state")).isEqualTo(5L);
        assertThat(value(row, "flags")).isEqualTo(0L);
        assertThat(value(row, "name")).hasToString("254:16");
    }

    @Test
    void twoHalvesOfADeviceBecomeOneNumber() throws IOException, InterruptedException {
        Row row = only(
                "    ext4lazyinit-179     [001] .....    21.359545: jbd2_handle_stats: dev 254,16 tid 2 type 0 line_no 1558"
                        + " interval 4 sync 0 requested_blocks 2 dirtied_blocks 0\n");
        assertThat(value(row, "dev")).isEqualTo(254L << 20 | 16);
        assertThat(value(row, "line_no")).isEqualTo(1558L);
    }

    @Test
    void probesDescribeThemselves() throws IOException, InterruptedException {
        String at = "            bash-147     [000] .....    21.32411";
        Rows rows = read(at + "1: hmf: (handle_mm_fault+0x0/0x2d0) vma=0xffff8c28b6ff5260 ino=-5 comm=\"a b\" v={1,2}\n"
                + at + "2: hmf: (handle_mm_fault+0x0/0x2d0) vma=0x0 ino=7 comm=(fault) v={3,4}\n"
                + at + "3: hmf_ret: (do_user_addr_fault+0x191/0x570 <- handle_mm_fault) ret=0x8\n");
        assertThat(rows.issues()).isEmpty();
        Row first = TextCaptures.of(rows, "hmf").get(0);
        assertThat(value(first, "vma")).isEqualTo(0xffff8c28b6ff5260L);
        assertThat(value(first, "ino")).isEqualTo(-5L);
        assertThat(value(first, "comm")).hasToString("a b");
        assertThat(value(first, "v")).hasToString("[1,2]");
        assertThat(value(first, "__probe_ip_text")).hasToString("handle_mm_fault+0x0/0x2d0");
        assertThat(TextCaptures.of(rows, "hmf").get(1).values()).doesNotContainKey("comm");
        Row returned = TextCaptures.of(rows, "hmf_ret").get(0);
        assertThat(value(returned, "__probe_func_text")).hasToString("handle_mm_fault");
        assertThat(value(returned, "__probe_ret_ip_text")).hasToString("do_user_addr_fault+0x191/0x570");
    }

    @Test
    void whatTraceCmdWritesOfAProbeHasAddresses() throws IOException, InterruptedException {
        Row row = only(
                "           <...>-1641  [000]   474.070025: handle_mm_fault_ret:  (ffffffffa96d2af0 <- ffffffffa9487a31) ret=0x100\n");
        assertThat(value(row, "__probe_func")).isEqualTo(0xffffffffa96d2af0L);
        assertThat(value(row, "__probe_ret_ip")).isEqualTo(0xffffffffa9487a31L);
    }

    @Test
    void markersHaveAnyText() throws IOException, InterruptedException {
        String at = "            bash-147     [000] .....   295.163";
        Rows rows = read(at + "372: tracing_mark_write: line1\n" + at
                + "402: tracing_mark_write: x: fake-123 [000] 1.0: event: y\n" + at
                + "403: tracing_mark_write: one\ntwo\n" + at + "822: # 4030201 buf: 62 69 6e\n");
        assertThat(rows.issues()).isEmpty();
        assertThat(TextCaptures.of(rows, "print"))
                .extracting(row -> value(row, "buf").toString())
                .containsExactly("line1", "x: fake-123 [000] 1.0: event: y", "one\ntwo");
        assertThat(value(TextCaptures.of(rows, "raw_data").get(0), "id")).isEqualTo(0x4030201L);
        assertThat(value(TextCaptures.of(rows, "raw_data").get(0), "buf")).hasToString("[98, 105, 110]");
    }

    @Test
    void systemCallsByTheirArguments() throws IOException, InterruptedException {
        String at = "           mmlab-1606    [000] ...1.   295.446";
        Rows rows = read(at + "696: sys_mmap(addr: 0, len: 801000, prot: 0, flags: 20022, fd: ffffffff, off: 0)\n" + at
                + "698: sys_mmap -> 0x7f0f5dc48000\n" + at + "699: sys_fsync(fd: 3)\n");
        assertThat(rows.issues()).isEmpty();
        Row enter = TextCaptures.of(rows, "sys_enter_mmap").get(0);
        assertThat(value(enter, "len")).isEqualTo(0x801000L);
        assertThat(value(enter, "fd")).isEqualTo(0xffffffffL);
        assertThat(value(TextCaptures.of(rows, "sys_exit_mmap").get(0), "ret")).isEqualTo(0x7f0f5dc48000L);
        assertThat(TextCaptures.of(rows, "sys_enter_fsync")).hasSize(1);
    }

    @Test
    void stacksAndFunctionsAndSwitches() throws IOException, InterruptedException {
        Rows rows = read("  <idle>-0         1dNh1.    3us : tick_irq_enter <-sysvec_apic_timer_interrupt\n"
                + "  <idle>-0         0d..3. 24062us!:        0:120:R ==> [000]     292:100:R kworker/u5:2\n"
                + "  <idle>-0         1dNh1.    4us : <stack trace>\n => vfs_write\n => ksys_write+0x10\n");
        assertThat(rows.issues()).isEmpty();
        Row function = TextCaptures.of(rows, "function").get(0);
        assertThat(value(function, "ip_text")).hasToString("tick_irq_enter");
        assertThat(value(function, "parent_ip_text")).hasToString("sysvec_apic_timer_interrupt");
        assertThat(value(TextCaptures.of(rows, "context_switch").get(0), "next_pid"))
                .isEqualTo(292L);
        assertThat(value(TextCaptures.of(rows, "kernel_stack").get(0), "caller_text"))
                .hasToString("vfs_write\nksys_write+0x10");
    }

    @Test
    void aGraphOfFunctions() throws IOException, InterruptedException {
        Rows rows = read("# tracer: function_graph\n"
                + " 1)               |  handle_mm_fault() {\n"
                + " 1) + 27.861 us   |    __rcu_read_lock();\n"
                + " 1)               |    /* writeback_dirty_folio: bdi 254:16: ino=12 index=3 */\n"
                + " ------------------------------------------\n"
                + " 1)    bash-147    =>  jbd2/vd-177  \n"
                + " ------------------------------------------\n\n"
                + " 1) ! 144.407 us  |  }\n");
        assertThat(rows.issues()).isEmpty();
        List<Row> entries = TextCaptures.of(rows, "funcgraph_entry");
        List<Row> exits = TextCaptures.of(rows, "funcgraph_exit");
        assertThat(entries)
                .extracting(row -> value(row, "func_text").toString() + value(row, "depth"))
                .containsExactly("handle_mm_fault0", "__rcu_read_lock1");
        assertThat(exits).extracting(row -> value(row, "duration")).containsExactly(27_861L, 144_407L);
        assertThat(value(TextCaptures.of(rows, "writeback_dirty_folio").get(0), "index"))
                .isEqualTo(3L);
        assertThat(exits.get(1).tid()).isEqualTo(177);
    }

    @Test
    void aGraphWithTimesTasksAndFlags() throws IOException, InterruptedException {
        Rows rows = read("# tracer: function_graph\n"
                + "  244.792081 |     bash-147    |  ...1. | handle_mm_fault() {\n"
                + "  244.792092 |     bash-147    |  ...1. |   __rcu_read_lock();\n"
                + "  244.792133 |     bash-147    |  d.... | } /* handle_mm_fault */\n"
                + "  110.538207 |   0)    bash-191    |   4.416 us    |          __rcu_read_lock();\n");
        assertThat(rows.issues()).isEmpty();
        List<Row> exits = TextCaptures.of(rows, "funcgraph_exit");
        assertThat(exits).extracting(Row::ts).containsExactly(null, 244_792_133_000L, 110_538_211_416L);
        assertThat(exits)
                .extracting(row -> value(row, "func_text").toString())
                .containsExactly("__rcu_read_lock", "handle_mm_fault", "__rcu_read_lock");
    }

    @Test
    void lossesAreData() throws IOException, InterruptedException {
        String at = "            bash-1       [00";
        Rows rows = read("# entries-in-buffer/entries-written: 4/9   #P:2\n"
                + at + "0] .....     1.000001: " + FAULT + "CPU:0 [LOST 42 EVENTS]\n"
                + at + "0] .....     1.000005: " + FAULT + "##### CPU 1 buffer started ####\n"
                + at + "1] .....     1.000006: " + FAULT + "CPU:1 [EVENTS DROPPED]\n" + at + "1] .....     1.000009: "
                + FAULT);
        assertThat(rows.losses())
                .containsExactly(
                        new LostEvents(0, 0, null, 1_000_001_000L, null),
                        new LostEvents(0, 0, 1_000_001_000L, 1_000_005_000L, 42L),
                        new LostEvents(1, 0, null, 1_000_006_000L, null),
                        new LostEvents(1, 0, 1_000_006_000L, 1_000_009_000L, null));
    }

    @Test
    void aCutTextSaysSo() throws IOException, InterruptedException {
        String line = "            bash-1       [000] .....     1.000001: " + FAULT;
        Rows cut = read("# entries-in-buffer/entries-written: 3/3   #P:2\n" + line + line
                + line.substring(0, line.length() - 2));
        assertThat(cut.rows()).hasSize(2);
        assertThat(cut.issues())
                .extracting(issue -> issue.kind())
                .containsOnly(IssueKind.TRUNCATED)
                .hasSize(2);
        Rows counted = read("# entries-in-buffer/entries-written: 3/3   #P:2\n" + line);
        assertThat(counted.issues())
                .extracting(issue -> issue.detail())
                .containsExactly("1 events found, the heading says 3");
    }

    @Test
    void linesOfWindowsAndLinesOfNoEventAreKept() throws IOException, InterruptedException {
        String line = "            bash-1       [000] .....     1.000001: ";
        Rows rows = read(line + FAULT.replace("\n", "\r\n") + "noise in between\n" + line
                + "page_fault_user: nonsense\n" + line + FAULT);
        assertThat(TextCaptures.of(rows, "page_fault_user")).hasSize(2);
        assertThat(TextCaptures.of(rows, "unparsed"))
                .extracting(row -> value(row, "line").toString())
                .containsExactly("noise in between", (line + "page_fault_user: nonsense"));
        assertThat(rows.issues()).extracting(issue -> issue.offset()).containsExactly(2L, 3L);
    }

    @Test
    void textWithoutEventsIsRefused() {
        assertThatThrownBy(() -> read("Dear diary,\n\ntoday nothing happened\n"))
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessageContaining("text without event lines");
    }
}
