// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.function.Consumer;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * A cursor over a batch of rows of {@code replay/observations.sql}: each row in turn is the observation. The kind is an enum
 * there, so what arrives is its code.
 */
final class ObservationBatch implements Observation {
    private final UInt1Vector kinds;
    private final BigIntVector times;
    private final IntVector cpus;
    private final IntVector tids;
    private final BigIntVector devs;
    private final UInt8Vector inos;
    private final UInt8Vector indexes;
    private final IntVector pages;
    private final UInt8Vector addresses;
    private final UInt8Vector spaces;
    private final BigIntVector values;
    private int row;

    ObservationBatch(VectorSchemaRoot rows) {
        kinds = (UInt1Vector) rows.getVector("kind");
        times = (BigIntVector) rows.getVector("ts");
        cpus = (IntVector) rows.getVector("cpu");
        tids = (IntVector) rows.getVector("tid");
        devs = (BigIntVector) rows.getVector("dev");
        inos = (UInt8Vector) rows.getVector("ino");
        indexes = (UInt8Vector) rows.getVector("index");
        pages = (IntVector) rows.getVector("pages");
        addresses = (UInt8Vector) rows.getVector("address");
        spaces = (UInt8Vector) rows.getVector("space");
        values = (BigIntVector) rows.getVector("value");
    }

    /** Hands each row to {@code replayer}, in order. */
    void replay(Replayer replayer) {
        forEach(replayer::accept);
    }

    /** Hands each row to {@code consumer}, in order. */
    void forEach(Consumer<Observation> consumer) {
        int count = kinds.getValueCount();
        for (row = 0; row < count; row++) {
            consumer.accept(this);
        }
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.ofCode(kinds.get(row));
    }

    @Override
    public long ts() {
        return times.get(row);
    }

    @Override
    public int cpu() {
        return cpus.get(row);
    }

    @Override
    public int tid() {
        return tids.get(row);
    }

    @Override
    public long dev() {
        return devs.get(row);
    }

    @Override
    public long ino() {
        return inos.get(row);
    }

    @Override
    public long index() {
        return indexes.get(row);
    }

    @Override
    public int pages() {
        return pages.get(row);
    }

    @Override
    public long address() {
        return addresses.get(row);
    }

    @Override
    public long space() {
        return spaces.get(row);
    }

    @Override
    public long value() {
        return values.get(row);
    }
}
