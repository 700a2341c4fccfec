// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.Cursor;
import dev.faultline.parsers.schema.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Feature sections as text (Linux tools/perf/util/header.c, the {@code process_*} functions). */
final class FeatureText {
    private static final int LONGEST = 1 << 20;

    private final Cursor cursor;

    private FeatureText(Cursor cursor) {
        this.cursor = cursor;
    }

    /** What a feature says. */
    static String of(Feature feature, Bytes content) throws IOException {
        FeatureText text = new FeatureText(new Cursor(content, 0));
        return switch (feature) {
            case HOSTNAME, OSRELEASE, VERSION, ARCH, CPUDESC, CPUID -> text.string();
            case NRCPUS -> text.cpus();
            case TOTAL_MEM -> Long.toUnsignedString(content.u64(0)) + " kB";
            case CMDLINE -> text.words(" ");
            case CPU_TOPOLOGY -> text.topology();
            case NUMA_TOPOLOGY -> text.numa();
            case PMU_MAPPINGS -> text.each(FeatureText::mapping);
            case GROUP_DESC -> text.each(FeatureText::group);
            case CACHE -> text.caches();
            case SAMPLE_TIME -> seconds(content.u64(0)) + " to " + seconds(content.u64(8));
            case CLOCKID -> "resolution " + Long.toUnsignedString(content.u64(0)) + " ns";
            case DIR_FORMAT -> Long.toUnsignedString(content.u64(0));
            case COMPRESSED -> text.compressed();
            case CPU_PMU_CAPS -> text.each(FeatureText::capability);
            case HYBRID_TOPOLOGY -> text.each(FeatureText::hybrid);
            case PMU_CAPS -> text.each(FeatureText::pmu);
            case CLOCK_DATA -> text.clock();
            case MEM_TOPOLOGY -> text.memory();
            case AUXTRACE -> Long.toUnsignedString(content.u64(0)) + " index entries";
            default -> content.length() + " bytes";
        };
    }

    private static String seconds(long ns) {
        return String.format(Locale.ROOT, "%d.%09d", ns / 1_000_000_000L, ns % 1_000_000_000L);
    }

    /** u32 length, bytes with a NUL. */
    private String string() throws IOException {
        return string(cursor);
    }

    static String string(Cursor cursor) throws IOException {
        byte[] bytes = bytes(cursor);
        return Text.decode(bytes, 0, bytes.length);
    }

    /** A string as it is stored, up to its NUL. */
    static byte[] bytes(Cursor cursor) throws IOException {
        long length = cursor.u32();
        long at = cursor.at();
        cursor.bytes().check(at, length, "string");
        if (length > LONGEST) {
            throw cursor.bytes().malformed(at - 4, "a string of " + length + " bytes", "at most " + LONGEST);
        }
        byte[] bytes = cursor.bytes().copy(at, (int) length);
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        cursor.skip(length);
        return Arrays.copyOf(bytes, end);
    }

    private String words(String between) throws IOException {
        long count = cursor.u32();
        List<String> words = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            words.add(string());
        }
        return String.join(between, words);
    }

    /** One entry of a list. */
    private interface Entry {
        String text(FeatureText from) throws IOException;
    }

    private String each(Entry entry) throws IOException {
        long count = cursor.u32();
        List<String> texts = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            texts.add(entry.text(this));
        }
        return String.join(", ", texts);
    }

    private String cpus() throws IOException {
        long available = cursor.u32();
        return "online " + cursor.u32() + ", avail " + available;
    }

    private String topology() throws IOException {
        return "cores: " + words(" ") + "; threads: " + words(" ");
    }

    private String mapping() throws IOException {
        long type = cursor.u32();
        return string() + " = " + type;
    }

    private String group() throws IOException {
        String name = string();
        return (name.isEmpty() ? "anon" : name) + " (leader " + cursor.u32() + ", members " + cursor.u32() + ")";
    }

    private String capability() throws IOException {
        return string() + "=" + string();
    }

    private String hybrid() throws IOException {
        return string() + " cpus " + string();
    }

    private String pmu() throws IOException {
        String capabilities = each(FeatureText::capability);
        return string() + ": " + capabilities;
    }

    private String numa() throws IOException {
        return each(from -> "node " + cursor.u32() + ": total " + Long.toUnsignedString(cursor.u64()) + " kB, free "
                + Long.toUnsignedString(cursor.u64()) + " kB, cpus " + string());
    }

    private String caches() throws IOException {
        cursor.u32();
        return each(from -> "L" + cursor.u32() + " line " + cursor.u32() + " sets " + cursor.u32() + " ways "
                + cursor.u32() + " " + string() + " " + string() + " cpus " + string());
    }

    private String compressed() throws IOException {
        cursor.u32();
        long type = cursor.u32();
        return (type == 1 ? "Zstd" : "type " + type) + ", level = " + cursor.u32() + ", ratio = " + cursor.u32();
    }

    private String clock() throws IOException {
        cursor.u32();
        long clock = cursor.u32();
        return seconds(cursor.u64()) + " (TOD) = " + seconds(cursor.u64()) + " (" + ClockName.of((int) clock) + ")";
    }

    private String memory() throws IOException {
        cursor.u64();
        long block = cursor.u64();
        return Long.toUnsignedString(cursor.u64()) + " nodes, block size " + Long.toUnsignedString(block);
    }
}
