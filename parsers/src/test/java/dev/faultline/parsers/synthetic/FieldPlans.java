// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.synthetic;

import dev.faultline.parsers.synthetic.FieldPlan.Value;
import dev.faultline.samples.write.EventFormatBuilder;
import dev.faultline.samples.write.Machine;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Fields of every kind a kernel declares. */
final class FieldPlans {
    private static final List<String> SIGNED = List.of("s8", "s16", "int", "s64", "long", "pid_t", "loff_t", "short");
    private static final List<String> UNSIGNED =
            List.of("u8", "u16", "unsigned int", "u64", "unsigned long", "dev_t", "ino_t", "void *", "const char *");
    private static final List<String> ELEMENTS =
            List.of("u16", "s16", "int", "u32", "u64", "s64", "unsigned long", "long");

    private final Machine machine;

    FieldPlans(Machine machine) {
        this.machine = machine;
    }

    /** A field of a kind drawn at random. */
    FieldPlan any(RandomGenerator random, String name) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> scalar(pick(random, SIGNED), name, true);
            case 2, 3 -> scalar(pick(random, UNSIGNED), name, false);
            case 4 -> bool(name);
            case 5 -> text(name, 1 + random.nextInt(24));
            case 6 -> array(pick(random, ELEMENTS), name, 1 + random.nextInt(6));
            case 7 -> bytes(name, 1 + random.nextInt(20));
            case 8 -> locatedText(name, random.nextBoolean());
            default -> locatedArray(pick(random, ELEMENTS), name, random.nextBoolean());
        };
    }

    FieldPlan scalar(String type, String name, boolean signed) {
        int bits = 8 * size(type);
        return new FieldPlan(name, format -> format.field(type, name), random -> {
            long value = random.nextInt(4) == 0 ? random.nextInt(3) - 1L : random.nextLong();
            return new Value(value, narrow(value, bits, signed));
        });
    }

    FieldPlan bool(String name) {
        return new FieldPlan(name, format -> format.field("bool", name), random -> {
            boolean value = random.nextBoolean();
            return new Value(value, value ? 1L : 0L);
        });
    }

    /** {@code char[size]}, sometimes filled to the last byte. */
    FieldPlan text(String name, int size) {
        return new FieldPlan(name, format -> format.array("char", name, size), random -> {
            byte[] bytes = Texts.draw(random, size);
            return new Value(Arrays.copyOf(bytes, size), Texts.expected(bytes));
        });
    }

    FieldPlan array(String type, String name, int count) {
        return new FieldPlan(name, format -> format.array(type, name, count), random -> elements(random, type, count));
    }

    /** {@code u8[size]}. */
    FieldPlan bytes(String name, int size) {
        return new FieldPlan(name, format -> format.array("u8", name, size), random -> {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            return new Value(bytes, Rows.unsigned(bytes));
        });
    }

    /** {@code __data_loc} or {@code __rel_loc} text. */
    FieldPlan locatedText(String name, boolean relative) {
        return new FieldPlan(name, format -> located(format, relative, "char", name), random -> {
            byte[] bytes = Texts.draw(random, 40);
            return new Value(Arrays.copyOf(bytes, bytes.length + 1), Texts.expected(bytes));
        });
    }

    /** {@code __data_loc} or {@code __rel_loc} numbers. */
    FieldPlan locatedArray(String type, String name, boolean relative) {
        return new FieldPlan(
                name,
                format -> located(format, relative, type, name),
                random -> elements(random, type, random.nextInt(9)));
    }

    private static void located(EventFormatBuilder format, boolean relative, String type, String name) {
        if (relative) {
            format.relLoc(type, name);
        } else {
            format.dataLoc(type, name);
        }
    }

    private Value elements(RandomGenerator random, String type, int count) {
        int bits = 8 * size(type);
        boolean signed = !type.startsWith("u");
        long[] values = IntStream.range(0, count)
                .mapToLong(i -> random.nextLong() >>> random.nextInt(64))
                .toArray();
        return new Value(
                values,
                Arrays.stream(values)
                        .mapToObj(value -> narrow(value, bits, signed))
                        .toList());
    }

    /** The low bits of a value as the column holds them; 64-bit values are compared by their bits. */
    private static Long narrow(long value, int bits, boolean signed) {
        int shift = 64 - bits;
        return signed ? value << shift >> shift : value << shift >>> shift;
    }

    private int size(String type) {
        return switch (type) {
            case "u8", "s8" -> 1;
            case "u16", "s16", "short" -> 2;
            case "u64", "s64", "loff_t" -> 8;
            case "long", "unsigned long", "ino_t", "void *", "const char *" -> machine.longSize();
            default -> 4;
        };
    }

    private static String pick(RandomGenerator random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
