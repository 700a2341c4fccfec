// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.samples.write.TextSpec.Layout;
import dev.faultline.samples.write.TextSpec.Style;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The layouts, against lines that kernels 5.10 and 6.1 and trace-cmd 3.1.6 printed. */
class TextWriterTest {
    private static final int IRQS_OFF = 1;
    private static final TextEvent FAULT = TextEvent.of(
                    "bash", 147, 0, 21_323_742_999L, "page_fault_user", "address=0x20 ip=0x7f error_code=0x7")
            .flags(IRQS_OFF, 0)
            .type(118);
    private static final TextEvent WAKEUP = TextEvent.of(
                    "kworker/0:1-x", 17, 1, 148_218_660_123L, "sched_wakeup", "comm=a pid=1 prio=120 target_cpu=000")
            .flags(0x01 | 0x04 | 0x20 | 0x10, 0x25);

    private static List<String> lines(TextSpec spec, TextEvent... events) throws IOException {
        StringWriter text = new StringWriter();
        try (TextWriter writer = TextWriter.to(text, spec)) {
            for (TextEvent event : events) {
                writer.event(event);
            }
        }
        return text.toString().lines().toList();
    }

    @Test
    void traceOfKernel61() throws IOException {
        assertThat(lines(TextSpec.of(Layout.TRACE).entries(5686, 5687).cpus(2), FAULT, WAKEUP))
                .containsExactly(
                        "# tracer: nop",
                        "#",
                        "# entries-in-buffer/entries-written: 5686/5687   #P:2",
                        "#",
                        "#                                _-----=> irqs-off/BH-disabled",
                        "#                               / _----=> need-resched",
                        "#                              | / _---=> hardirq/softirq",
                        "#                              || / _--=> preempt-depth",
                        "#                              ||| / _-=> migrate-disable",
                        "#                              |||| /     delay",
                        "#           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION",
                        "#              | |         |   |||||     |         |",
                        "            bash-147     [000] d....    21.323742: page_fault_user: address=0x20 ip=0x7f error_code=0x7",
                        "   kworker/0:1-x-17      [001] dNs52   148.218660: sched_wakeup: comm=a pid=1 prio=120 target_cpu=000");
    }

    @Test
    void traceOfKernel510() throws IOException {
        assertThat(lines(TextSpec.of(Layout.TRACE).flags(TextFlags.FOUR).entries(1, 1), FAULT))
                .containsSubsequence(
                        "#                                _-----=> irqs-off",
                        "#                               / _----=> need-resched",
                        "#                              | / _---=> hardirq/softirq",
                        "#                              || / _--=> preempt-depth",
                        "#                              ||| /     delay",
                        "#           TASK-PID     CPU#  ||||   TIMESTAMP  FUNCTION",
                        "#              | |         |   ||||      |         |",
                        "            bash-147     [000] d...    21.323742: page_fault_user: address=0x20 ip=0x7f error_code=0x7");
    }

    @Test
    void withProcesses() throws IOException {
        assertThat(lines(TextSpec.of(Layout.TRACE).withTgid(), FAULT, WAKEUP.tgid(-1)))
                .containsSubsequence(
                        "#                                          _-----=> irqs-off/BH-disabled",
                        "#                                        |||| /     delay",
                        "#           TASK-PID       TGID    CPU#  |||||  TIMESTAMP  FUNCTION",
                        "#              | |           |       |   |||||     |         |",
                        "            bash-147     (    147) [000] d....    21.323742: page_fault_user: address=0x20 ip=0x7f error_code=0x7",
                        "   kworker/0:1-x-17      (-------) [001] dNs52   148.218660: sched_wakeup: comm=a pid=1 prio=120 target_cpu=000");
    }

    @Test
    void withoutFlags() throws IOException {
        assertThat(lines(TextSpec.of(Layout.TRACE).flags(TextFlags.NONE), FAULT))
                .containsSubsequence(
                        "#           TASK-PID     CPU#     TIMESTAMP  FUNCTION",
                        "#              | |         |         |         |",
                        "            bash-147     [000]     21.323742: page_fault_user: address=0x20 ip=0x7f error_code=0x7");
    }

    @Test
    void latencyFormat() throws IOException {
        TextEvent later = TextEvent.of("bash", 147, 1, FAULT.ts() + 63_000, "handle_mm_fault", "addr=0x1");
        TextEvent last = TextEvent.of("kworker/0:1", 9, 1, later.ts() + 6_860_000, "function", "");
        assertThat(lines(
                        TextSpec.of(Layout.TRACE)
                                .style(Style.LATENCY)
                                .entries(5426, 5426)
                                .cpus(2)
                                .release("6.1.0-56-amd64"),
                        FAULT,
                        later,
                        last))
                .containsExactly(
                        "# tracer: nop",
                        "#",
                        "# nop latency trace v1.1.5 on 6.1.0-56-amd64",
                        "# --------------------------------------------------------------------",
                        "# latency: 0 us, #5426/5426, CPU#0 | (M:desktop VP:0, KP:0, SP:0 HP:0 #P:2)",
                        "#    -----------------",
                        "#    | task: -0 (uid:0 nice:0 policy:0 rt_prio:0)",
                        "#    -----------------",
                        "#",
                        "#                    _------=> CPU#            ",
                        "#                   / _-----=> irqs-off/BH-disabled",
                        "#                  | / _----=> need-resched    ",
                        "#                  || / _---=> hardirq/softirq ",
                        "#                  ||| / _--=> preempt-depth   ",
                        "#                  |||| / _-=> migrate-disable ",
                        "#                  ||||| /     delay           ",
                        "#  cmd     pid     |||||| time  |   caller     ",
                        "#     \\   /        ||||||  \\    |    /       ",
                        "    bash-147       0d....    0us+: page_fault_user: address=0x20 ip=0x7f error_code=0x7",
                        "    bash-147       1.....   63us#: handle_mm_fault: addr=0x1",
                        "kworker/-9         1..... 6923us : function: ");
    }

    @Test
    void verboseLatencyFormat() throws IOException {
        TextEvent later = TextEvent.of("bash", 147, 1, FAULT.ts() + 59_000, "handle_mm_fault", "addr=0x1")
                .flags(1, 2);
        assertThat(lines(TextSpec.of(Layout.TRACE).style(Style.VERBOSE), FAULT, later))
                .endsWith(
                        "            bash     147   0 1 00000000 00000000 [01455fde] 0.000ms (+0.059ms): page_fault_user: address=0x20 ip=0x7f error_code=0x7",
                        "            bash     147   1 1 00000002 00000001 [01456019] 0.059ms (+0.000ms): handle_mm_fault: addr=0x1");
    }

    @Test
    void onlyTheEvent() throws IOException {
        assertThat(lines(TextSpec.of(Layout.TRACE).style(Style.EVENT_ONLY), FAULT))
                .containsExactly("# tracer: nop", "#", "page_fault_user: address=0x20 ip=0x7f error_code=0x7");
    }

    @Test
    void numbers() throws IOException {
        assertThat(lines(TextSpec.of(Layout.TRACE).style(Style.RAW), FAULT)).endsWith("147 0 21323742999 type: 118");
        assertThat(lines(TextSpec.of(Layout.TRACE).style(Style.HEX), FAULT))
                .endsWith("00000093 00000000 00000004f6fe7f17 type: 118", "");
    }

    @Test
    void aClockThatCounts() throws IOException {
        TextEvent fourth =
                TextEvent.of("bash", 147, 1, 4, "page_fault_user", "x").flags(IRQS_OFF, 0);
        assertThat(lines(TextSpec.of(Layout.TRACE).counter(), fourth))
                .endsWith("            bash-147     [001] d....            4: page_fault_user: x");
    }

    @Test
    void pipeWithLossesAndStacks() throws IOException {
        StringWriter text = new StringWriter();
        try (TextWriter writer = TextWriter.to(text, TextSpec.of(Layout.TRACE_PIPE))) {
            writer.lost(0, 19935).event(FAULT);
            writer.event(TextEvent.of("bash", 147, 0, FAULT.ts(), "", "<stack trace>"));
            writer.line(" => do_fault").bufferStarted(1).lost(1).event(FAULT);
        }
        assertThat(text.toString().lines())
                .containsExactly(
                        "CPU:0 [LOST 19935 EVENTS]",
                        "            bash-147     [000] d....    21.323742: page_fault_user: address=0x20 ip=0x7f error_code=0x7",
                        "            bash-147     [000] .....    21.323742: <stack trace>",
                        " => do_fault",
                        "##### CPU 1 buffer started ####",
                        "CPU:1 [LOST EVENTS]",
                        "            bash-147     [000] d....    21.323742: page_fault_user: address=0x20 ip=0x7f error_code=0x7");
    }

    @Test
    void reportOfTraceCmd() throws IOException {
        TextEvent event = TextEvent.of("mmlab", 204, 1, 19_035_010_999L, "do_page_mkwrite", "(ffffffffbb4c8d70)");
        assertThat(lines(TextSpec.of(Layout.REPORT).cpus(2), event))
                .containsExactly(
                        "cpus=2",
                        "           mmlab-204   [001]    19.035011: do_page_mkwrite:      (ffffffffbb4c8d70)");
        assertThat(lines(TextSpec.of(Layout.REPORT).nanoseconds().flags(TextFlags.FIVE), event))
                .endsWith(
                        "           mmlab-204   [001] .....    19.035010999: do_page_mkwrite:      (ffffffffbb4c8d70)");
        StringWriter text = new StringWriter();
        try (TextWriter writer = TextWriter.to(text, TextSpec.of(Layout.REPORT))) {
            writer.lost(1).lost(1, 7001).event(event);
        }
        assertThat(text.toString()).contains("CPU:1 [EVENTS DROPPED]\nCPU:1 [7001 EVENTS DROPPED]\n  ");
    }

    @Test
    void flagsOfEveryKind() {
        assertThat(TextFlags.FIVE.of(0x81, 0)).isEqualTo("D....");
        assertThat(TextFlags.FIVE.of(0x80 | 0x48, 0xf1)).isEqualTo("b.Z1f");
        assertThat(TextFlags.FOUR.of(0x80 | 0x18 | 0x04, 0x21)).isEqualTo(".nH1");
        assertThat(TextFlags.SEVEN.of(0x02 | 0x20 | 0x08, 0x13)).isEqualTo(".pLh3.1");
        assertThat(TextFlags.FIVE.of(0x40, 0)).isEqualTo("..z..");
        assertThat(TextFlags.NONE.of(0xff, 0xff)).isEmpty();
    }
}
