// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.capture.ClockFacts;
import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.Cursor;
import dev.faultline.parsers.metadata.SavedTables;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options whose value is a statement about the recording (trace-cmd lib/trace-cmd/trace-input.c,
 * {@code handle_options()}). Every option is kept as text in {@link #details}, including ids nobody knows yet.
 */
final class OptionValues {
    final Map<String, String> details = new LinkedHashMap<>();
    final List<String> cpuStats = new ArrayList<>();

    @Nullable
    String clock;

    @Nullable
    String uname;

    @Nullable
    String version;

    @Nullable
    TimeShift timeShift;

    /** Option TSC2NSEC; its offset is stored by the writer and not applied by trace-cmd's reader. */
    ClockFacts.@Nullable Cycles tscToNs;

    boolean clockFollows;
    int cpuCount;
    private long dateMicros;
    private long offsetNanos;

    /** Nanoseconds that DATE and OFFSET add to every timestamp. */
    long addedNanos() {
        return dateMicros * 1000 + offsetNanos;
    }

    /** What they say of the clock; DATE makes it CLOCK_REALTIME (trace-cmd tracecmd/trace-record.c, {@code get_date_to_ts()}). */
    ClockFacts clockFacts() {
        return new ClockFacts(addedNanos(), tscToNs, details.containsKey("DATE") ? -offsetNanos : null);
    }

    /** Takes one option. */
    void take(int id, Bytes data) throws IOException {
        OptionId option = OptionId.of(id);
        if (option == null) {
            keep("OPTION " + id, hex(data));
            return;
        }
        switch (option) {
            case DATE -> {
                dateMicros = number(data);
                keep("DATE", string(data));
            }
            case OFFSET -> {
                offsetNanos = number(data);
                keep("OFFSET", string(data));
            }
            case CPUSTAT -> cpuStats.add(string(data));
            case TRACECLOCK -> clock(data);
            case UNAME -> uname = string(data);
            case VERSION -> version = string(data);
            case CPUCOUNT -> {
                cpuCount = (int) Math.min(data.u32(0), Integer.MAX_VALUE);
                keep("CPUCOUNT", Integer.toString(cpuCount));
            }
            case TRACEID -> keep("TRACEID", String.format(Locale.ROOT, "0x%016x", data.u64(0)));
            case TIME_SHIFT -> {
                TimeShift shift = TimeShift.read(new Cursor(data, 0));
                timeShift = shift;
                keep("TIME_SHIFT", shift.describe());
            }
            case TSC2NSEC -> tscToNs(data);
            case GUEST -> keep("GUEST", guest(new Cursor(data, 0)));
            case HOOK, PROCMAPS, LAST_BOOT_INFO -> keep(option.name(), string(data));
            default -> keep(option.name(), hex(data));
        }
    }

    private void clock(Bytes data) throws IOException {
        if (data.length() == 0) {
            clockFollows = true;
        } else {
            clock = SavedTables.selected(string(data));
        }
    }

    private void tscToNs(Bytes data) throws IOException {
        long mult = data.u32(0);
        long shift = data.u32(4);
        long offset = data.u64(8);
        if (shift > 63) {
            throw data.malformed(4, "shift " + shift, "at most 63");
        }
        tscToNs = new ClockFacts.Cycles(mult, (int) shift, null);
        keep("TSC2NSEC", "mult " + mult + " shift " + shift + " offset " + Long.toUnsignedString(offset));
    }

    private static String guest(Cursor cursor) throws IOException {
        StringBuilder text = new StringBuilder(cursor.cString(4096));
        text.append(String.format(Locale.ROOT, " trace id 0x%016x", cursor.u64()));
        long cpus = cursor.u32();
        for (long i = 0; i < cpus; i++) {
            text.append(" cpu ").append(cursor.u32()).append(" pid ").append(cursor.u32());
        }
        return text.toString();
    }

    /** Adds a detail; a name that is there already gets a number. */
    void keep(String name, String text) {
        String key = name;
        for (int n = 2; details.containsKey(key); n++) {
            key = name + " " + n;
        }
        details.put(key, text);
    }

    /** Text up to the first NUL. */
    static String string(Bytes data) throws IOException {
        byte[] bytes = data.copy(0, (int) Math.min(data.length(), 1 << 24));
        int n = 0;
        while (n < bytes.length && bytes[n] != 0) {
            n++;
        }
        return new String(bytes, 0, n, StandardCharsets.UTF_8).strip();
    }

    /** An integer as C's {@code strtoll(text, NULL, 0)} reads it. */
    private static long number(Bytes data) throws IOException {
        String text = string(data);
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        boolean hex = digits.startsWith("0x") || digits.startsWith("0X");
        try {
            BigInteger value = new BigInteger(hex ? digits.substring(2) : digits, hex ? 16 : 10);
            return (negative ? value.negate() : value).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw data.malformed(0, "\"" + text + "\"", "an integer of 64 bits");
        }
    }

    private static String hex(Bytes data) throws IOException {
        int shown = (int) Math.min(data.length(), 64);
        String text = java.util.HexFormat.of().formatHex(data.copy(0, shown));
        return data.length() > shown ? text + "... (" + data.length() + " bytes)" : text;
    }
}
