// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import dev.faultline.analysis.store.CaptureRow;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlFile;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.util.Arrays;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The exceptions of loads, in order of time: three numbers each. */
final class Loads {
    static final Loads NONE = new Loads();

    private static final String FILE = "replay/loads.sql";

    private long[] times = new long[0];
    private long[] spaces = times;
    private long[] addresses = times;
    private int count;
    private int next;

    private Loads() {}

    static Loads of(TraceDatabase database, CaptureRow capture) {
        SqlCatalogue catalogue = SqlCatalogue.standard();
        SqlFile file = catalogue.sql(FILE);
        new Views(database, catalogue)
                .install(file.needs().stream().map(need -> need.name()).toList());
        Loads loads = new Loads();
        String sql = "SELECT ts, space, address FROM (" + file.sql() + ") WHERE capture_id = " + capture.id()
                + " ORDER BY ts";
        database.batches(sql, loads::add);
        return loads;
    }

    private void add(VectorSchemaRoot rows) {
        int more = rows.getRowCount();
        BigIntVector ts = (BigIntVector) rows.getVector("ts");
        UInt8Vector space = (UInt8Vector) rows.getVector("space");
        UInt8Vector address = (UInt8Vector) rows.getVector("address");
        times = Arrays.copyOf(times, count + more);
        spaces = Arrays.copyOf(spaces, count + more);
        addresses = Arrays.copyOf(addresses, count + more);
        for (int i = 0; i < more; i++) {
            times[count] = ts.get(i);
            spaces[count] = space.get(i);
            addresses[count++] = address.get(i);
        }
    }

    /** Hands over what came before {@code ts}. */
    void until(long ts, Redrive redrive) {
        for (; next < count && times[next] < ts; next++) {
            redrive.excepted(times[next], spaces[next], addresses[next]);
        }
    }
}
