// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.btf;

import java.util.Optional;

/** Kinds of types, in the order of their numbers from 1 (include/uapi/linux/btf.h). */
enum BtfKind {
    INT(4, 0),
    PTR(0, 0),
    ARRAY(12, 0),
    STRUCT(0, 12),
    UNION(0, 12),
    ENUM(0, 8),
    FWD(0, 0),
    TYPEDEF(0, 0),
    VOLATILE(0, 0),
    CONST(0, 0),
    RESTRICT(0, 0),
    FUNC(0, 0),
    FUNC_PROTO(0, 8),
    VAR(4, 0),
    DATASEC(0, 12),
    FLOAT(0, 0),
    DECL_TAG(4, 0),
    TYPE_TAG(0, 0),
    ENUM64(0, 12);

    private final int fixed;
    private final int each;

    BtfKind(int fixed, int each) {
        this.fixed = fixed;
        this.each = each;
    }

    static Optional<BtfKind> of(int number) {
        return number >= 1 && number <= values().length ? Optional.of(values()[number - 1]) : Optional.empty();
    }

    /** Bytes that follow the common part of a type with so many members. */
    long after(int count) {
        return fixed + (long) each * count;
    }

    /** Whether it only stands for another type. */
    boolean isAlias() {
        return switch (this) {
            case TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG -> true;
            default -> false;
        };
    }
}
