// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.btf;

import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.FileBytes;
import dev.faultline.parsers.io.HeapBytes;
import dev.faultline.parsers.io.MalformedCaptureException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The types of one kernel: {@code /sys/kernel/btf/vmlinux}, or a copy of it, packed or not. Modules have files of their own, which
 * are not read.
 *
 * <p>Format: Documentation/bpf/btf.rst, include/uapi/linux/btf.h, 5.10 to 6.12. Immutable.
 */
public final class Btf {
    private static final int MAGIC = 0xeb9f;
    private static final int HEADER = 24;
    private static final int TYPE = 12;
    private static final int MAX_NESTING = 64;

    private final Bytes types;
    private final Bytes strings;
    /** Where each type stands, by id; id 0 is void. */
    private final List<Integer> places = new ArrayList<>(List.of(-1));

    private final Map<String, Integer> aggregates = new HashMap<>();
    private final Map<String, Integer> functions = new HashMap<>();
    private final Map<String, Integer> typedefs = new HashMap<>();

    /**
     * A member found by name.
     *
     * @param bits where it begins, from the start of the aggregate that was asked [bits]
     * @param type id of its type
     */
    public record Member(long bits, int type) {}

    /**
     * A parameter of a function.
     *
     * @param name may be empty
     * @param type id of its type
     */
    public record Parameter(String name, int type) {}

    /**
     * Reads a file.
     *
     * @throws MalformedCaptureException when it is no BTF, or damaged
     */
    public static Btf read(Path path) throws IOException {
        try (CaptureFile file = CaptureFile.open(path)) {
            Bytes all = new FileBytes(file, "BTF", ByteOrder.LITTLE_ENDIAN);
            if (file.length() > Integer.MAX_VALUE - 8) {
                throw all.malformed(0, file.length() + " bytes", "less than 2 GiB");
            }
            byte[] copy = all.copy(0, (int) file.length());
            return new Btf(new HeapBytes(path.toString(), "BTF", copy, ByteOrder.LITTLE_ENDIAN));
        }
    }

    private Btf(Bytes file) throws IOException {
        file.check(0, HEADER, "BTF header");
        Bytes ordered = file.u16(0) == MAGIC ? file : file.withOrder(ByteOrder.BIG_ENDIAN);
        if (ordered.u16(0) != MAGIC) {
            throw file.malformed(0, "magic " + Integer.toHexString(file.u16(0)), "magic eb9f");
        }
        long start = ordered.u32(4);
        types = ordered.slice("types", start + ordered.u32(8), ordered.u32(12));
        strings = ordered.slice("strings", start + ordered.u32(16), ordered.u32(20));
        for (long at = 0; at < types.length(); at += size(at)) {
            index((int) at);
        }
    }

    private void index(int at) throws IOException {
        int id = places.size();
        places.add(at);
        String name = string(types.u32(at));
        BtfKind kind = kind(at);
        switch (kind) {
            case STRUCT, UNION -> aggregates.putIfAbsent(name, id);
            case FUNC -> functions.putIfAbsent(name, id);
            case TYPEDEF -> typedefs.putIfAbsent(name, id);
            default -> {}
        }
    }

    private BtfKind kind(long at) throws IOException {
        int number = (int) (types.u32(at + 4) >>> 24) & 0x1f;
        return BtfKind.of(number).orElseThrow(() -> types.malformed(at, "type of kind " + number, "a kind of 1 to 19"));
    }

    private int count(long at) throws IOException {
        return (int) types.u32(at + 4) & 0xffff;
    }

    private long size(long at) throws IOException {
        return TYPE + kind(at).after(count(at));
    }

    private int place(int id) throws IOException {
        if (id <= 0 || id >= places.size()) {
            throw types.malformed(0, "type " + id, "a type of 1 to " + (places.size() - 1));
        }
        return places.get(id);
    }

    private String string(long at) throws IOException {
        return strings.cString(at, (int) Math.min(4096, strings.length() - at));
    }

    /** Whether the kernel itself (no module) has a function that can be probed by that name. */
    public boolean hasFunction(String name) {
        return functions.containsKey(name);
    }

    /** Whether the kernel itself (no module) has that tracepoint: each has a typedef {@code btf_trace_NAME} (include/trace/bpf_probe.h). */
    public boolean hasTracepoint(String name) {
        return typedefs.containsKey("btf_trace_" + name);
    }

    /** Id of a struct or union. */
    public Optional<Integer> aggregate(String name) {
        return Optional.ofNullable(aggregates.get(name));
    }

    /** The parameters of a function; empty when the kernel itself has no such function. */
    public Optional<List<Parameter>> parameters(String function) throws IOException {
        Integer id = functions.get(function);
        if (id == null) {
            return Optional.empty();
        }
        int prototype = place((int) types.u32(place(id) + 8L));
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < count(prototype); i++) {
            long at = prototype + TYPE + 8L * i;
            parameters.add(new Parameter(string(types.u32(at)), (int) types.u32(at + 4)));
        }
        return Optional.of(parameters);
    }

    /** Name of the struct or union that a type points to; empty when it is no pointer to one. */
    public Optional<String> pointed(int type) throws IOException {
        int plain = plain(type);
        return plain == 0 || kind(place(plain)) != BtfKind.PTR
                ? Optional.empty()
                : named((int) types.u32(place(plain) + 8L));
    }

    /** Name of the struct or union that a type is. */
    public Optional<String> named(int type) throws IOException {
        int plain = plain(type);
        if (plain == 0) {
            return Optional.empty();
        }
        int at = place(plain);
        return switch (kind(at)) {
            case STRUCT, UNION, FWD -> Optional.of(string(types.u32(at)));
            default -> Optional.empty();
        };
    }

    /** The type behind typedefs and qualifiers; 0 for void. */
    private int plain(int type) throws IOException {
        int id = type;
        for (int steps = 0; id != 0 && kind(place(id)).isAlias(); steps++) {
            if (steps > places.size()) {
                throw types.malformed(place(id), "a type that stands for itself", "a type");
            }
            id = (int) types.u32(place(id) + 8L);
        }
        return id;
    }

    /** A member of a struct or union by name, also one of an unnamed part of it. */
    public Optional<Member> member(int aggregate, String name) throws IOException {
        return member(aggregate, name, MAX_NESTING);
    }

    private Optional<Member> member(int aggregate, String name, int depth) throws IOException {
        int id = plain(aggregate);
        if (id == 0 || depth == 0) {
            return Optional.empty();
        }
        int at = place(id);
        if (kind(at) != BtfKind.STRUCT && kind(at) != BtfKind.UNION) {
            return Optional.empty();
        }
        boolean bitfields = types.u32(at + 4L) >>> 31 == 1;
        for (int i = 0; i < count(at); i++) {
            long entry = at + TYPE + 12L * i;
            String own = string(types.u32(entry));
            int type = (int) types.u32(entry + 4);
            long bits = bitfields ? types.u32(entry + 8) & 0xffffff : types.u32(entry + 8);
            if (own.equals(name)) {
                return Optional.of(new Member(bits, type));
            }
            if (own.isEmpty()) {
                Optional<Member> inner = member(type, name, depth - 1);
                if (inner.isPresent()) {
                    return inner.map(found -> new Member(bits + found.bits(), found.type()));
                }
            }
        }
        return Optional.empty();
    }
}
