// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.util.List;

/** The events ftrace itself writes, ids and layout as in kernel 6.1 ({@code kernel/trace/trace_entries.h}). */
public final class FtraceEvents {
    private static final String STACK_FMT =
            "\"\\t=> %ps\\n\\t=> %ps\\n\", (void *)REC->caller[0], (void *)REC->caller[1]";

    private final Machine machine;

    public FtraceEvents(Machine machine) {
        this.machine = machine;
    }

    /** All of them. */
    public List<EventFormat> all() {
        return List.of(
                function(),
                kernelStack(),
                print(),
                bprint(),
                functionGraphExit(),
                functionGraphEntry(),
                userStack(),
                bputs(),
                hwlat(),
                osnoise(),
                timerlat(),
                rawData(),
                functionRepeats());
    }

    public EventFormat function() {
        return event("function", 1)
                .field("unsigned long", "ip")
                .field("unsigned long", "parent_ip")
                .printFmt("\" %ps <-- %ps\", (void *)REC->ip, (void *)REC->parent_ip")
                .build();
    }

    /** {@code caller} is declared with eight elements, but the record has {@code size} of them. */
    public EventFormat kernelStack() {
        return event("kernel_stack", 4)
                .field("int", "size")
                .open("unsigned long", "caller", 8)
                .printFmt(STACK_FMT)
                .build();
    }

    public EventFormat print() {
        return event("print", 5)
                .field("unsigned long", "ip")
                .rest("char", "buf")
                .printFmt("\"%ps: %s\", (void *)REC->ip, REC->buf")
                .build();
    }

    /** {@code fmt} is an address in {@code printk_formats}, {@code buf} its arguments as {@code vbin_printf()} packs. */
    public EventFormat bprint() {
        return event("bprint", 6)
                .field("unsigned long", "ip")
                .field("const char *", "fmt")
                .rest("u32", "buf")
                .printFmt("\"%ps: %s\", (void *)REC->ip, REC->fmt")
                .build();
    }

    public EventFormat functionGraphExit() {
        return event("funcgraph_exit", 10)
                .packed()
                .field("unsigned long", "func")
                .field("int", "depth")
                .field("unsigned int", "overrun")
                .field("unsigned long long", "calltime")
                .field("unsigned long long", "rettime")
                .printFmt("\"<-- %ps (%d) (start: %llx  end: %llx) over: %d\", (void *)REC->func, REC->depth,"
                        + " REC->calltime, REC->rettime, REC->depth")
                .build();
    }

    public EventFormat functionGraphEntry() {
        return event("funcgraph_entry", 11)
                .packed()
                .field("unsigned long", "func")
                .field("int", "depth")
                .printFmt("\"--> %ps (%d)\", (void *)REC->func, REC->depth")
                .build();
    }

    /** Always eight callers, zeros behind the last. */
    public EventFormat userStack() {
        return event("user_stack", 12)
                .field("unsigned int", "tgid")
                .array("unsigned long", "caller", 8)
                .printFmt(STACK_FMT)
                .build();
    }

    public EventFormat bputs() {
        return event("bputs", 14)
                .field("unsigned long", "ip")
                .field("const char *", "str")
                .printFmt("\"%ps: %s\", (void *)REC->ip, REC->str")
                .build();
    }

    public EventFormat hwlat() {
        return event("hwlat", 15)
                .field("u64", "duration")
                .field("u64", "outer_duration")
                .field("u64", "nmi_total_ts")
                .field("s64", "tv_sec")
                .field("long", "tv_nsec")
                .field("unsigned int", "nmi_count")
                .field("unsigned int", "seqnum")
                .field("unsigned int", "count")
                .printFmt("\"cnt:%u\\tts:%010llu.%010lu\\tinner:%llu\\touter:%llu\\tcount:%d\\tnmi-ts:%llu"
                        + "\\tnmi-count:%u\\n\", REC->seqnum, REC->tv_sec, REC->tv_nsec, REC->duration,"
                        + " REC->outer_duration, REC->count, REC->nmi_total_ts, REC->nmi_count")
                .build();
    }

    public EventFormat osnoise() {
        return event("osnoise", 16)
                .field("u64", "noise")
                .field("u64", "runtime")
                .field("u64", "max_sample")
                .field("unsigned int", "hw_count")
                .field("unsigned int", "nmi_count")
                .field("unsigned int", "irq_count")
                .field("unsigned int", "softirq_count")
                .field("unsigned int", "thread_count")
                .printFmt("\"noise:%llu\\tmax_sample:%llu\\thw:%u\\tnmi:%u\\tirq:%u\\tsoftirq:%u\\tthread:%u\\n\","
                        + " REC->noise, REC->max_sample, REC->hw_count, REC->nmi_count, REC->irq_count,"
                        + " REC->softirq_count, REC->thread_count")
                .build();
    }

    public EventFormat timerlat() {
        return event("timerlat", 17)
                .field("unsigned int", "seqnum")
                .field("int", "context")
                .field("u64", "timer_latency")
                .printFmt("\"seq:%u\\tcontext:%d\\ttimer_latency:%llu\\n\", REC->seqnum, REC->context,"
                        + " REC->timer_latency")
                .build();
    }

    public EventFormat rawData() {
        return event("raw_data", 18)
                .field("unsigned int", "id")
                .rest("char", "buf")
                .printFmt("\"id:%04x %08x\", REC->id, (int)REC->buf[0]")
                .build();
    }

    public EventFormat functionRepeats() {
        return event("func_repeats", 19)
                .field("unsigned long", "ip")
                .field("unsigned long", "parent_ip")
                .field("u16", "count")
                .field("u16", "top_delta_ts")
                .field("u32", "bottom_delta_ts")
                .printFmt("\" %ps <-%ps\\t(repeats:%u  delta: -%llu)\", (void *)REC->ip, (void *)REC->parent_ip,"
                        + " REC->count, (((u64)(REC)->top_delta_ts << 32) | (REC)->bottom_delta_ts)")
                .build();
    }

    private EventFormatBuilder event(String name, int id) {
        return EventFormat.builder(machine, "ftrace", name, id);
    }
}
