// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A second reader of trace.dat for tests: the whole file in memory, one step after the other, written from the format
 * description (formats.md B.1) and sharing no code with the reader it checks.
 */
final class RawTraceDat {
    final Map<Integer, RawEvent> events = new HashMap<>();
    final List<RawBuffer> buffers = new ArrayList<>();
    final List<String> texts = new ArrayList<>();
    final List<String> kallsyms = new ArrayList<>();
    final Map<Integer, String> comms = new HashMap<>();
    final Map<Long, String> printk = new HashMap<>();
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    int pageSize;
    int longSize = 8;
    int dataOffset = 16;
    long tsOffset;

    static RawTraceDat read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (file.toString().endsWith(".zst")) {
            try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(bytes))) {
                bytes = in.readAllBytes();
            }
        }
        RawTraceDat dat = new RawTraceDat();
        Bytes in = new Bytes(bytes, ByteOrder.LITTLE_ENDIAN).skip(10);
        int version = Integer.parseInt(in.name());
        dat.order = in.u8() == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        in.u8();
        in = new Bytes(bytes, dat.order).seek(in.at());
        dat.pageSize = (int) in.u32();
        if (version == 6) {
            new RawVersion6(dat, in).read();
        } else {
            new RawVersion7(dat, in).read();
        }
        return dat;
    }

    /** Records of every buffer and cpu, each list in buffer order. */
    List<List<RawRecord>> records() {
        List<List<RawRecord>> all = new ArrayList<>();
        for (RawBuffer buffer : buffers) {
            buffer.cpus().keySet().stream().sorted().forEach(cpu -> all.add(new RawPages(this, buffer, cpu).records()));
        }
        return all;
    }

    void headerInfo(Bytes in) {
        expect(in.name(), "header_page");
        String page = in.text(in.u64());
        for (String line : page.split("\n", -1)) {
            if (line.contains(" commit;")) {
                longSize = numberAfter(line, "size:");
            } else if (line.contains(" data;")) {
                dataOffset = numberAfter(line, "offset:");
            }
        }
        expect(in.name(), "header_event");
        in.skip(in.u64());
    }

    void ftraceEvents(Bytes in) {
        formats(in, "ftrace");
    }

    void eventFormats(Bytes in) {
        for (long systems = in.u32(); systems > 0; systems--) {
            formats(in, in.name());
        }
    }

    void kallsyms(String text) {
        kallsyms.addAll(text.lines().toList());
    }

    void printk(String text) {
        text.lines().filter(line -> line.contains(" : ")).forEach(line -> {
            int colon = line.indexOf(" : ");
            long address = Long.parseUnsignedLong(line.substring(2, colon).strip(), 16);
            printk.put(address, line.substring(colon + 4, line.lastIndexOf('"')));
        });
    }

    void commands(String text) {
        text.lines().filter(line -> line.contains(" ")).forEach(line -> {
            int space = line.indexOf(' ');
            comms.put(Integer.parseInt(line.substring(0, space)), line.substring(space + 1));
        });
    }

    /** Text options that shift time (formats.md B.1.3): DATE in microseconds, OFFSET in nanoseconds. */
    void timeOption(int id, byte[] data) {
        String text =
                new String(data, StandardCharsets.ISO_8859_1).replace("\0", "").strip();
        if (id == 1) {
            tsOffset += Long.decode(text) * 1000;
        } else if (id == 7) {
            tsOffset += Long.decode(text);
        }
    }

    /** The event of a record; an id that no format declares is blktrace, which the kernel exports no format of. */
    RawEvent event(int id) {
        RawEvent event = events.get(id);
        if (event == null && id == RawEvent.BLKTRACE_ID) {
            event = RawEvent.blktrace();
            events.put(id, event);
        }
        if (event == null) {
            throw new IllegalArgumentException("record of unknown event " + id);
        }
        return event;
    }

    private void formats(Bytes in, String system) {
        for (long count = in.u32(); count > 0; count--) {
            RawEvent event = RawEvent.parse(system, in.text(in.u64()));
            events.put(event.id(), event);
        }
    }

    private static int numberAfter(String line, String key) {
        String rest = line.substring(line.indexOf(key) + key.length());
        return Integer.parseInt(rest.substring(0, rest.indexOf(';')));
    }

    private static void expect(String found, String expected) {
        if (!found.equals(expected)) {
            throw new IllegalArgumentException("found " + found + ", expected " + expected);
        }
    }
}
