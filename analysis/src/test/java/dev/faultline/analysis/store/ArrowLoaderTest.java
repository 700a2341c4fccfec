// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every Arrow type the parsers emit, with nulls, over several batches. */
class ArrowLoaderTest {
    private static final TableNames.Place PLACE = new TableNames.Place("sys", "event");
    private static final Schema SCHEMA = new Schema(List.of(
            field("i8", new ArrowType.Int(8, true)),
            field("i16", new ArrowType.Int(16, true)),
            field("i32", new ArrowType.Int(32, true)),
            field("i64", new ArrowType.Int(64, true)),
            field("u8", new ArrowType.Int(8, false)),
            field("u16", new ArrowType.Int(16, false)),
            field("u32", new ArrowType.Int(32, false)),
            field("u64", new ArrowType.Int(64, false)),
            field("text", new ArrowType.Utf8()),
            field("bytes", new ArrowType.Binary()),
            new Field(
                    "list",
                    FieldType.nullable(new ArrowType.List()),
                    List.of(field("$data$", new ArrowType.Int(64, false))))));

    private final BufferAllocator allocator = new RootAllocator();
    private StoreFile store;
    private ArrowLoader loader;

    private static Field field(String name, ArrowType type) {
        return new Field(name, FieldType.nullable(type), null);
    }

    @BeforeEach
    void open() throws Exception {
        store = StoreFile.create(Resources.standard(), null);
        loader = new ArrowLoader(store.another(), allocator);
        loader.run(new TableShape(PLACE, ConstantColumns.NONE).fit(SCHEMA, "a.dat"));
    }

    @AfterEach
    void nothingIsLeaked() throws Exception {
        loader.close();
        store.close();
        allocator.close();
    }

    /** {@code rows} rows: every third all NULL, the others all bits set, text and bytes and list with the row's number. */
    private VectorSchemaRoot batch(int rows) {
        VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
        root.allocateNew();
        UnionListWriter list = ((ListVector) root.getVector("list")).getWriter();
        for (int row = 0; row < rows; row++) {
            boolean present = row % 3 != 2;
            for (FieldVector vector : root.getFieldVectors()) {
                if (present && vector instanceof BaseFixedWidthVector fixed) {
                    while (fixed.getValueCapacity() <= row) {
                        fixed.reAlloc();
                    }
                    fixed.setIndexDefined(row);
                    for (int i = 0; i < fixed.getTypeWidth(); i++) {
                        fixed.getDataBuffer().setByte((long) row * fixed.getTypeWidth() + i, 0xff);
                    }
                }
            }
            list.setPosition(row);
            if (present) {
                byte[] text = ("é" + row).getBytes(StandardCharsets.UTF_8);
                ((VarCharVector) root.getVector("text")).setSafe(row, text);
                ((VarBinaryVector) root.getVector("bytes")).setSafe(row, new byte[] {0, (byte) row});
                list.startList();
                list.writeUInt8(-1L);
                list.writeUInt8(row);
                list.endList();
            } else {
                list.writeNull();
            }
        }
        root.setRowCount(rows);
        return root;
    }

    private void append(VectorSchemaRoot... batches) {
        Deque<VectorSchemaRoot> queue = new ArrayDeque<>(List.of(batches));
        loader.append(new TableShape(PLACE, ConstantColumns.NONE), SCHEMA, queue);
        assertThat(queue).isEmpty();
    }

    private Object[] row(String sql) throws Exception {
        try (var statement = store.connection().createStatement()) {
            return new QueryResult(statement, statement.executeQuery(sql)).all().get(0);
        }
    }

    @Test
    void everyTypeKeepsItsValues() throws Exception {
        append(batch(3));
        Object[] row = row("SELECT * FROM sys.event LIMIT 1 OFFSET 1");
        assertThat(List.of(row).subList(0, 9))
                .containsExactly(
                        (byte) -1,
                        (short) -1,
                        -1,
                        -1L,
                        (short) 0xff,
                        0xffff,
                        0xffff_ffffL,
                        BigInteger.TWO.pow(64).subtract(BigInteger.ONE),
                        "é1");
        assertThat((byte[]) row[9]).containsExactly(0, 1);
        assertThat(row[10]).isEqualTo(List.of(BigInteger.TWO.pow(64).subtract(BigInteger.ONE), BigInteger.ONE));
    }

    @Test
    void nullsStayNull() throws Exception {
        append(batch(3));
        assertThat(row("SELECT * FROM sys.event LIMIT 1 OFFSET 2"))
                .containsOnlyNulls()
                .hasSize(11);
    }

    @Test
    void batchesFollowEachOtherInOrder() throws Exception {
        append(batch(4999), batch(1), batch(0), batch(7));
        append(batch(2));
        assertThat(row("SELECT count(*), count(u64), count(list), sum(list[2]) FROM sys.event"))
                .containsExactly(5009L, 3341L, 3341L, BigInteger.valueOf(8_328_349));
    }

    @Test
    void anEmptyStreamAddsNothing() throws Exception {
        append(batch(0));
        append();
        assertThat(row("SELECT count(*) FROM sys.event")).containsExactly(0L);
    }

    @Test
    void aFailedInsertReleasesItsBatchesAndLeavesTheConnectionUsable() throws Exception {
        TableShape missing = new TableShape(new TableNames.Place("sys", "missing"), ConstantColumns.NONE);
        Deque<VectorSchemaRoot> batches = new ArrayDeque<>(List.of(batch(5), batch(5)));
        assertThatThrownBy(() -> loader.append(missing, SCHEMA, batches))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("missing")
                .hasMessageNotContaining("\tat ");
        append(batch(1));
        assertThat(row("SELECT count(*) FROM sys.event")).containsExactly(1L);
    }

    @Test
    void aStreamIsReadOnce() throws Exception {
        append(batch(3));
        assertThatThrownBy(() -> loader.run(List.of("SELECT * FROM arrow_batch")))
                .hasMessageContaining("arrow_batch");
    }

    @Test
    void columnTypesMeetInTheNarrowestThatHoldsBoth() {
        Map<String, String> joins = Map.of(
                "i8 u8", "SMALLINT",
                "u8 u32", "UINTEGER",
                "i32 u32", "BIGINT",
                "i64 u64", "HUGEINT",
                "i8 i64", "BIGINT");
        joins.forEach((pair, type) -> {
            ColumnType a = ColumnType.of(SCHEMA.findField(pair.split(" ")[0]));
            ColumnType b = ColumnType.of(SCHEMA.findField(pair.split(" ")[1]));
            assertThat(a.join(b).orElseThrow().sql()).as(pair).isEqualTo(type);
            assertThat(b.join(a)).isEqualTo(a.join(b));
        });
        assertThat(ColumnType.of(SCHEMA.findField("list")).sql()).isEqualTo("UBIGINT[]");
        assertThat(ColumnType.of(SCHEMA.findField("list")).join(ColumnType.of(SCHEMA.findField("u64"))))
                .isEmpty();
    }
}
