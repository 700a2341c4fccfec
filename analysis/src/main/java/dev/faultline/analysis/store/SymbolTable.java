// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.capture.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Fills table {@code symbol}. A kernel has 100,000 and more: they come as one Arrow batch, beside the events. */
final class SymbolTable {
    private static final TableNames.Place PLACE = new TableNames.Place("main", "symbol");

    private final SmallIntVector captureId;
    private final UInt8Vector address;
    private final VarCharVector type;
    private final VarCharVector name;
    private final VarCharVector module;
    private int rows;

    private SymbolTable(BufferAllocator allocator) {
        captureId = new SmallIntVector("capture_id", allocator);
        address = new UInt8Vector("address", allocator);
        type = new VarCharVector("type", allocator);
        name = new VarCharVector("name", allocator);
        module = new VarCharVector("module", allocator);
    }

    /** Writes the symbols that a question needs. */
    static void write(StoreFile store, BufferAllocator allocator, short captureId, List<Symbol> wanted) {
        SymbolTable table = new SymbolTable(allocator);
        wanted.forEach(symbol -> table.add(captureId, symbol));
        VectorSchemaRoot batch =
                VectorSchemaRoot.of(table.captureId, table.address, table.type, table.name, table.module);
        batch.setRowCount(table.rows);
        Deque<VectorSchemaRoot> batches = new ArrayDeque<>(List.of(batch));
        try (ArrowLoader loader = new ArrowLoader(store.another(), allocator)) {
            loader.append(new TableShape(PLACE, ConstantColumns.NONE), batch.getSchema(), batches);
        }
    }

    private void add(short id, Symbol symbol) {
        captureId.setSafe(rows, id);
        address.setSafe(rows, symbol.address());
        text(type, String.valueOf(symbol.type()));
        text(name, symbol.name());
        text(module, symbol.module());
        rows++;
    }

    /** DuckDB takes no NUL in text. */
    private void text(VarCharVector column, @Nullable String value) {
        if (value == null) {
            column.setNull(rows);
        } else {
            column.setSafe(rows, value.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8));
        }
    }
}
