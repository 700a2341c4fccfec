// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** DuckDB's type of a column: what an Arrow field becomes, and what holds the values of two captures that differ. */
sealed interface ColumnType {
    /** The type as DuckDB writes it. */
    String sql();

    /** The narrowest type that holds the values of both without loss, empty when there is none. */
    Optional<ColumnType> join(ColumnType other);

    /** What DuckDB makes of an Arrow field when it scans it. */
    static ColumnType of(Field field) {
        ArrowType type = field.getType();
        if (type instanceof ArrowType.Int integer) {
            return new Whole(integer.getBitWidth(), integer.getIsSigned());
        }
        if (type instanceof ArrowType.Bool) {
            return new Plain("BOOLEAN");
        }
        if (type instanceof ArrowType.Utf8) {
            return new Plain("VARCHAR");
        }
        if (type instanceof ArrowType.Binary) {
            return new Plain("BLOB");
        }
        if (type instanceof ArrowType.FloatingPoint) {
            return new Plain("DOUBLE");
        }
        if (type instanceof ArrowType.List) {
            return new Many(of(field.getChildren().get(0)));
        }
        throw new IllegalArgumentException("no column type for Arrow " + field);
    }

    /** An integer of 8 to 128 bits. */
    record Whole(int bits, boolean signed) implements ColumnType {
        @Override
        public String sql() {
            String name = switch (bits) {
                case 8 -> "TINYINT";
                case 16 -> "SMALLINT";
                case 32 -> "INTEGER";
                case 64 -> "BIGINT";
                default -> "HUGEINT";
            };
            return signed ? name : "U" + name;
        }

        @Override
        public Optional<ColumnType> join(ColumnType other) {
            if (other instanceof Whole whole) {
                return Optional.of(join(whole));
            }
            return other instanceof Plain plain && plain.sql().equals("BOOLEAN") ? Optional.of(this) : Optional.empty();
        }

        /** A signed type of the same width does not hold the upper half of an unsigned one: it takes the next width. */
        private Whole join(Whole other) {
            if (signed == other.signed) {
                return new Whole(Math.max(bits, other.bits), signed);
            }
            Whole unsigned = signed ? other : this;
            return new Whole(Math.max(unsigned.bits * 2, Math.max(bits, other.bits)), true);
        }
    }

    /** A type that only joins with itself; a truth value also with integers. */
    record Plain(String sql) implements ColumnType {
        @Override
        public Optional<ColumnType> join(ColumnType other) {
            if (equals(other)) {
                return Optional.of(this);
            }
            return other instanceof Whole ? other.join(this) : Optional.empty();
        }
    }

    /** A list. */
    record Many(ColumnType element) implements ColumnType {
        @Override
        public String sql() {
            return element.sql() + "[]";
        }

        @Override
        public Optional<ColumnType> join(ColumnType other) {
            return other instanceof Many many ? element.join(many.element).map(Many::new) : Optional.empty();
        }
    }
}
