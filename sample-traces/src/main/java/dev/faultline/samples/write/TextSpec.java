// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

/** How a text capture looks: the file it stands for, and the trace options. Start with {@link #of} and chain. */
public final class TextSpec {
    /** The file, or the program, that prints. */
    public enum Layout {
        /** {@code /sys/kernel/tracing/trace}: a header, then events; time cut to microseconds. */
        TRACE,
        /** {@code trace_pipe}: no header; losses are lines. */
        TRACE_PIPE,
        /** {@code trace-cmd report}: time rounded to microseconds. */
        REPORT
    }

    /** What a line says of an event. */
    public enum Style {
        /** Task, cpu, flags, time, event. */
        TEXT,
        /** Trace option {@code latency-format}: time in microseconds since the first event. */
        LATENCY,
        /** The same with {@code verbose}. */
        VERBOSE,
        /** Trace option {@code nocontext-info}: only the event. */
        EVENT_ONLY,
        /** Trace option {@code raw}: numbers. */
        RAW,
        /** Trace option {@code hex}: hexadecimal numbers. */
        HEX
    }

    final Layout layout;
    Style style = Style.TEXT;
    TextFlags flags = TextFlags.FIVE;
    boolean tgid;
    boolean counter;
    int timeDigits = 6;
    int pidWidth = 7;
    int cpus = 1;
    long inBuffer;
    long written;
    String tracer = "nop";
    String release = "6.1.0";

    private TextSpec(Layout layout) {
        this.layout = layout;
    }

    /** Text of kernel 6.1 with one cpu and no losses; for {@code trace-cmd report} without characters for flags. */
    public static TextSpec of(Layout layout) {
        TextSpec spec = new TextSpec(layout);
        if (layout == Layout.REPORT) {
            spec.flags = TextFlags.NONE;
            spec.pidWidth = 5;
        }
        return spec;
    }

    /** Whether this is what {@code trace-cmd report} prints. */
    public boolean isReport() {
        return layout == Layout.REPORT;
    }

    public TextSpec style(Style lines) {
        style = lines;
        return this;
    }

    public TextSpec flags(TextFlags columns) {
        flags = columns;
        return this;
    }

    /** Trace option {@code record-tgid}; {@code trace-cmd report} has no such column. */
    public TextSpec withTgid() {
        tgid = true;
        return this;
    }

    /** A clock that counts no nanoseconds: times are printed whole. */
    public TextSpec counter() {
        counter = true;
        return this;
    }

    /** {@code trace-cmd report -t}: nanoseconds. */
    public TextSpec nanoseconds() {
        timeDigits = 9;
        return this;
    }

    /** Least width of the pid: 7 since 5.13, 5 before and in {@code trace-cmd report}. */
    public TextSpec pidWidth(int width) {
        pidWidth = width;
        return this;
    }

    public TextSpec cpus(int count) {
        cpus = count;
        return this;
    }

    /** What the header says: events in the file, and events written to the buffer; more of these were overwritten. */
    public TextSpec entries(long inTheBuffer, long everWritten) {
        inBuffer = inTheBuffer;
        written = everWritten;
        return this;
    }

    public TextSpec tracer(String name) {
        tracer = name;
        return this;
    }

    /** Kernel release that the header of the latency format names. */
    public TextSpec release(String name) {
        release = name;
        return this;
    }
}
