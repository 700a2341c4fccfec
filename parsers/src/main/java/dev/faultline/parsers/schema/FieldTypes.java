// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.schema;

import dev.faultline.parsers.schema.FieldDeclaration.Location;

/** From a C declaration to a {@link FieldKind}: the only place that knows C type names. */
final class FieldTypes {
    private final int longSize;

    FieldTypes(int longSize) {
        this.longSize = longSize;
    }

    /**
     * The field that a declaration with this place declares.
     *
     * @param signed the {@code signed:} flag, -1 where the kernel did not write it
     */
    Field field(FieldDeclaration declared, int offset, int size, int signed) {
        boolean isSigned = signed >= 0 ? signed != 0 : signedByType(declared);
        FieldKind kind = kind(declared, size);
        return new Field(
                declared.name(), declared.type(), offset, size, isSigned, kind, elementSize(declared, kind, size));
    }

    private FieldKind kind(FieldDeclaration declared, int size) {
        return switch (declared.location()) {
            case DATA_LOC ->
                located(declared, FieldKind.DATA_LOC_TEXT, FieldKind.DATA_LOC_ARRAY, FieldKind.DATA_LOC_BYTES);
            case REL_LOC -> located(declared, FieldKind.REL_LOC_TEXT, FieldKind.REL_LOC_ARRAY, FieldKind.REL_LOC_BYTES);
            case INLINE -> declared.array() || size == 0 ? arrayKind(declared, size) : scalarKind(declared, size);
        };
    }

    private FieldKind located(FieldDeclaration declared, FieldKind text, FieldKind array, FieldKind bytes) {
        if (!declared.pointer() && declared.base().equals("char")) {
            return text;
        }
        int element = baseSize(declared);
        return element > 1 || isSignedByteOrBool(declared) ? array : bytes;
    }

    private FieldKind arrayKind(FieldDeclaration declared, int size) {
        if (!declared.pointer() && declared.base().equals("char")) {
            return FieldKind.TEXT;
        }
        int element = elementOfArray(declared, size);
        return element > 1 ? FieldKind.ARRAY : FieldKind.BYTES;
    }

    private static FieldKind scalarKind(FieldDeclaration declared, int size) {
        if (declared.pointer()) {
            return size == 4 || size == 8 ? FieldKind.POINTER : FieldKind.BYTES;
        }
        String base = declared.base();
        boolean integral = size == 1 || size == 2 || size == 4 || size == 8;
        if (!integral || base.startsWith("struct ") || base.startsWith("union ")) {
            return FieldKind.BYTES;
        }
        if (size == 1 && (base.equals("bool") || base.equals("_Bool"))) {
            return FieldKind.BOOLEAN;
        }
        return unsignedLong(base) ? FieldKind.POINTER : FieldKind.INTEGER;
    }

    private int elementSize(FieldDeclaration declared, FieldKind kind, int size) {
        return switch (kind) {
            case ARRAY, STACK -> elementOfArray(declared, size);
            case DATA_LOC_ARRAY, REL_LOC_ARRAY -> Math.max(1, baseSize(declared));
            case TEXT, BYTES, DATA_LOC_TEXT, DATA_LOC_BYTES, REL_LOC_TEXT, REL_LOC_BYTES -> 1;
            default -> size;
        };
    }

    /** Size over declared count when both are numbers, else the type's own size; 0 when it is no integer. */
    private int elementOfArray(FieldDeclaration declared, int size) {
        int known = baseSize(declared);
        if (known > 0) {
            return known;
        }
        if (declared.base().startsWith("struct ") || declared.base().startsWith("union ")) {
            return 0;
        }
        int count = number(declared.length());
        int element = count > 0 && size % count == 0 ? size / count : 0;
        return element == 2 || element == 4 || element == 8 ? element : 0;
    }

    /** Bytes of a value of the base type; 0 when the name is not a known integer type. */
    private int baseSize(FieldDeclaration declared) {
        if (declared.pointer() || declared.base().startsWith("cpumask")) {
            return longSize;
        }
        return switch (declared.base()) {
            case "char",
                    "unsigned char",
                    "signed char",
                    "bool",
                    "_Bool",
                    "u8",
                    "s8",
                    "__u8",
                    "__s8",
                    "uint8_t",
                    "int8_t" -> 1;
            case "short",
                    "unsigned short",
                    "short int",
                    "u16",
                    "s16",
                    "__u16",
                    "__s16",
                    "__le16",
                    "__be16",
                    "uint16_t",
                    "int16_t" -> 2;
            case "int",
                    "unsigned int",
                    "unsigned",
                    "u32",
                    "s32",
                    "__u32",
                    "__s32",
                    "__le32",
                    "__be32",
                    "uint32_t",
                    "int32_t",
                    "pid_t",
                    "dev_t",
                    "gfp_t" -> 4;
            case "long long",
                    "unsigned long long",
                    "long long int",
                    "long long unsigned int",
                    "u64",
                    "s64",
                    "__u64",
                    "__s64",
                    "__le64",
                    "__be64",
                    "uint64_t",
                    "int64_t",
                    "sector_t",
                    "loff_t" -> 8;
            case "long",
                    "unsigned long",
                    "long int",
                    "long unsigned int",
                    "size_t",
                    "ssize_t",
                    "ino_t",
                    "pgoff_t",
                    "uintptr_t" -> longSize;
            default -> declared.base().startsWith("enum ") ? 4 : 0;
        };
    }

    private static boolean isSignedByteOrBool(FieldDeclaration declared) {
        return switch (declared.base()) {
            case "s8", "__s8", "int8_t", "signed char", "bool", "_Bool" -> true;
            default -> false;
        };
    }

    private static boolean unsignedLong(String base) {
        return base.equals("unsigned long") || base.equals("long unsigned int");
    }

    private static boolean signedByType(FieldDeclaration declared) {
        String base = declared.base();
        if (declared.pointer() || declared.location() != Location.INLINE) {
            return false;
        }
        return switch (base) {
            case "char", "short", "int", "long", "long long", "s8", "s16", "s32", "s64", "pid_t", "loff_t", "ssize_t" ->
                true;
            default -> base.startsWith("signed ") || base.startsWith("__s");
        };
    }

    private static int number(@org.jspecify.annotations.Nullable String text) {
        if (text == null || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        return Integer.parseInt(text);
    }
}
