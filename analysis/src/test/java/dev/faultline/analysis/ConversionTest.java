// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.Resources;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.parsers.capture.Selection;
import dev.faultline.samples.write.ManyEvents;
import java.io.FileInputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversionTest {
    private static final int TYPES = 7;
    private static final long ROWS = 1009;

    @TempDir
    private Path directory;

    private Path capture;
    private long[] written;

    @BeforeEach
    void write() throws Exception {
        capture = directory.resolve("many.dat");
        written = ManyEvents.write(capture, TYPES, ROWS, 11);
    }

    private List<Path> convert(Conversion.Target target, Path output) throws Exception {
        return Conversion.run(LoadRequest.of(capture), target, output, Progress.NONE);
    }

    @Test
    void aDuckDbFileHoldsEveryRow() throws Exception {
        Path output = directory.resolve("many.duckdb");
        assertThat(convert(Conversion.Target.DUCKDB, output)).containsExactly(output);
        try (TraceDatabase database = TraceDatabase.open(output, Resources.standard())) {
            for (int type = 0; type < TYPES; type++) {
                assertThat(database.query("SELECT count(*) FROM sys" + type + ".event_" + type)
                                .all()
                                .get(0))
                        .containsExactly(written[type]);
            }
        }
    }

    @Test
    void parquetHasOneFilePerTable() throws Exception {
        Path output = directory.resolve("parquet");
        List<Path> files = convert(Conversion.Target.PARQUET, output);
        assertThat(files).contains(output.resolve("capture.parquet"), output.resolve("sys3.event_3.parquet"));
        assertThat(files).allSatisfy(file -> assertThat(file).isRegularFile());
        try (var kept = Files.list(output)) {
            assertThat(kept).containsExactlyInAnyOrderElementsOf(files);
        }
        assertThatThrownBy(() -> convert(Conversion.Target.PARQUET, output)).isInstanceOf(FileSystemException.class);
    }

    @Test
    void arrowFilesReadBackWithoutDuckDb() throws Exception {
        Path output = directory.resolve("arrow");
        convert(Conversion.Target.ARROW, output);
        long rows = 0;
        try (FileInputStream in =
                        new FileInputStream(output.resolve("sys0.event_0.arrow").toFile());
                RootAllocator allocator = new RootAllocator();
                ArrowFileReader reader = new ArrowFileReader(in.getChannel(), allocator)) {
            while (reader.loadNextBatch()) {
                rows += reader.getVectorSchemaRoot().getRowCount();
            }
            assertThat(reader.getVectorSchemaRoot()
                            .getSchema()
                            .getFields()
                            .get(0)
                            .getName())
                    .isEqualTo("capture_id");
        }
        assertThat(rows).isEqualTo(written[0]);
    }

    @Test
    void inspectionCountsWithoutDecoding() throws Exception {
        Inspection inspection = Inspection.of(capture, Selection.everything(), 2);
        assertThat(inspection.scan().records()).isEqualTo(ROWS);
        assertThat(inspection.recorded()).hasSize(TYPES);
        long[] counts = inspection.recorded().stream()
                .mapToLong(Inspection.EventCount::records)
                .toArray();
        long[] expected = Arrays.stream(written).sorted().toArray();
        Arrays.sort(counts);
        assertThat(counts).isEqualTo(expected);
        assertThat(inspection.issues()).isEmpty();
    }
}
