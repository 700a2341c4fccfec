// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.samples.write.EventFormat;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.TextEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records as the kernel prints them, against lines of kernels 5.10 and 6.1; trace-cmd is asked in GeneratedReadByToolsTest. */
class EventTextTest {
    private static final long FUNCTION = 0xffffffff81000000L;

    private static String symbol(long address) {
        return address < 0 ? "handle_mm_fault+0x" + Long.toHexString(address - FUNCTION) + "/0x2d0" : "";
    }

    private static TextEvent kernel(EventFormat format, Map<String, ?> values) {
        return EventText.kernel(EventTextTest::symbol)
                .event(format.row().setAll(values), "bash", 1, 0, 100_000_000_000L);
    }

    private static EventFormat event(String system, String name, String printFmt, String... fields) {
        var builder = EventFormat.builder(Machine.LE64, system, name, 7);
        for (String field : fields) {
            int space = field.lastIndexOf(' ');
            builder.field(field.substring(0, space), field.substring(space + 1));
        }
        return builder.printFmt(printFmt).build();
    }

    @Test
    void flagsSymbolsAndRests() {
        EventFormat format = event(
                "x",
                "y",
                "\"%s|%s|%s|%s\", __print_flags(REC->a, \"|\", {(1 << 0), \"A\"}, {(1 << 3), \"D\"} ),"
                        + " __print_flags(REC->b, \"|\", {1, \"A\"}), __print_symbolic(REC->b, {6, \"six\"}),"
                        + " REC->b & 2 ? \"yes\" : \"no\"",
                "unsigned long a",
                "int b");
        assertThat(kernel(format, Map.of("a", 0x109, "b", 6)).text()).isEqualTo("A|D|0x100|0x6|six|yes");
        assertThat(kernel(format, Map.of("a", 0, "b", -1)).text())
                .isEqualTo("|A|0xfffffffffffffffe|0xffffffffffffffff|yes");
    }

    @Test
    void numbersOfEveryWidth() {
        EventFormat format = event(
                "x",
                "y",
                "\"%d %u %ld %Lu %08lx 0%o %03d\", REC->a, REC->a, REC->b, REC->b, REC->b, (unsigned int)REC->b >> 28, REC->a",
                "int a",
                "long b");
        assertThat(kernel(format, Map.of("a", -2, "b", -3)).text())
                .isEqualTo("-2 4294967294 -3 18446744073709551613 fffffffffffffffd 017 -02");
    }

    @Test
    void whatOnlyTheKernelKnows() {
        EventFormat age = event(
                "x",
                "y",
                "\"age=%lu %u\", (jiffies - REC->when) / 250, jiffies_to_msecs(REC->n)",
                "unsigned long when",
                "unsigned int n");
        assertThat(kernel(age, Map.of("when", 24_250, "n", 3)).text()).isEqualTo("age=3 12");
        EventFormat page =
                event("x", "y", "\"page=%p\", (((struct page *)vmemmap_base) + (REC->pfn))", "unsigned long pfn");
        assertThat(kernel(page, Map.of("pfn", 2)).text()).isEqualTo("page=ffffea0000000080");
        EventFormat place =
                event("x", "y", "\"%ps %ps\", (void *)REC->a, (void *)REC->b", "unsigned long a", "unsigned long b");
        assertThat(kernel(place, Map.of("a", FUNCTION + 4, "b", 0x7f)).text()).isEqualTo("handle_mm_fault 0x7f");
    }

    @Test
    void probesAndSystemCalls() {
        EventFormat entry = event(
                "pf",
                "h",
                "\"(%lx) vma=0x%Lx n=%Ld\", REC->__probe_ip, REC->vma, REC->n",
                "unsigned long __probe_ip",
                "u64 vma",
                "s64 n");
        assertThat(kernel(entry, Map.of("__probe_ip", FUNCTION, "vma", 0xab, "n", -1))
                        .text())
                .isEqualTo("(handle_mm_fault+0x0/0x2d0) vma=0xab n=-1");
        EventFormat back = event(
                "pf",
                "h_ret",
                "\"(%lx <- %lx) ret=0x%Lx\", REC->__probe_func, REC->__probe_ret_ip, REC->ret",
                "unsigned long __probe_func",
                "unsigned long __probe_ret_ip",
                "u64 ret");
        assertThat(kernel(back, Map.of("__probe_func", FUNCTION, "__probe_ret_ip", FUNCTION + 0x191, "ret", 8))
                        .text())
                .isEqualTo("(handle_mm_fault+0x191/0x2d0 <- handle_mm_fault) ret=0x8");
        EventFormat call =
                event("syscalls", "sys_enter_msync", "\"\"", "int __syscall_nr", "unsigned long start", "size_t len");
        TextEvent entered = kernel(call, Map.of("start", 0x7f00, "len", 4096));
        assertThat(entered.name()).isEmpty();
        assertThat(entered.text()).isEqualTo("sys_msync(start: 7f00, len: 1000)");
        EventFormat exit = event("syscalls", "sys_exit_msync", "\"\"", "int __syscall_nr", "long ret");
        assertThat(kernel(exit, Map.of("ret", -5)).text()).isEqualTo("sys_msync -> 0xfffffffffffffffb");
    }
}
