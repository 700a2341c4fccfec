// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.replay.Replay;
import dev.faultline.analysis.store.CaptureRow;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Need;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlFile;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import dev.faultline.samples.generate.Generator;
import dev.faultline.samples.generate.OutputFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pairs of generated captures that differ in one setting: what is predicted from the one is what happened in the other. A number
 * after a metric is how far apart low and high may be at most, so that a prediction that says nothing fails.
 */
class GeneratedPairsTest {
    private static final Map<String, String> SPECS = Map.of(
            "flush-250ms", stores(10000, 20000, "250 ms", "400 us", 48, 30, "", "9 ms"),
            "flush-1s", stores(10000, 20000, "1 s", "400 us", 48, 30, "", "9 ms"),
            "flush-2s", stores(10000, 20000, "2 s", "400 us", 48, 30, "", "9 ms"),
            "background-20", stores(20, 20000, "1 s", "400 us", 48, 15, "", "9 ms"),
            "background-30", stores(30, 20000, "1 s", "400 us", 48, 15, "", "9 ms"),
            "sync-8", stores(10000, 20000, "5 s", "400 us", 48, 12, "sync = \"msync\"\nsync-every = 8", "2 ms"),
            "sync-never", stores(10000, 20000, "5 s", "400 us", 48, 12, "", "2 ms"),
            "limit-none", stores(100, 100000, "5 s", "8 ms", 1500, 1, "sync = \"fsync\"", "40 us"),
            "limit-400", stores(100, 400, "5 s", "8 ms", 1500, 1, "sync = \"fsync\"", "40 us"));

    /** Recorded with; happened with; settings; metrics, each with the greatest width of the range. */
    private static final String PAIRS = """
            flush-250ms | flush-2s      | writeback-interval=2s, dirty-expire=500ms    | mkwrites 60 store_faults 60 folios_dirtied 60 pages_cleaned 60
            flush-250ms | flush-1s      | writeback-interval=1s, dirty-expire=500ms    | mkwrites 200 pages_dirtied 200
            flush-1s    | flush-250ms   | writeback-interval=250ms, dirty-expire=500ms | mkwrites 1300 pages_dirtied 1300
            background-20 | background-30 | dirty-background=30                        | mkwrites 1100 pages_dirtied 1100
            sync-8      | sync-never    | msync-period=none                            | mkwrites 0 store_faults 0 pages_dirtied 0 pages_cleaned 0
            limit-none  | limit-400     | dirty-limit=400, dirty-background=100        | throttled_ns 60000000000
            limit-400   | limit-none    | dirty-limit=100000                           | throttled_ns 0
            """;

    @TempDir
    private Path directory = Path.of("");

    private final List<String> names = new ArrayList<>(SPECS.keySet());

    private static String stores(Object... values) {
        return String.format(Locale.ROOT, """
            kernel = "6.1"
            cpus = 2
            background-pages = %s
            limit-pages = %s
            flush-interval = "%s"
            expire = "500 ms"
            [[filesystem]]
            name = "fs0"
            type = "ext4"
            write = { median = "%s", sigma = 0.2 }
            [[file]]
            name = "file0"
            filesystem = "fs0"
            pages = %s
            [[process]]
            name = "w"
            does = "mmap-writer"
            file = "file0"
            threads = 2
            rounds = %s
            shuffle = true
            %s
            think = { median = "%s", sigma = 0.5 }
            """, values);
    }

    private Path capture(String name) {
        return directory.resolve(name + ".dat");
    }

    private TraceDatabase generated() throws IOException, InterruptedException {
        List<Path> captures = new ArrayList<>();
        for (String name : names) {
            Path truth = directory.resolve(name + ".truth");
            Generator.of(SPECS.get(name), Map.of(), 5).run(capture(name), OutputFormat.TRACE_DAT, truth);
            captures.add(capture(name));
        }
        SqlCatalogue catalogue = SqlCatalogue.standard();
        SqlFile observations = catalogue.sql("replay/observations.sql");
        LoadRequest request = LoadRequest.of(captures.toArray(Path[]::new)).withEvents(Replay.needs());
        TraceDatabase database = TraceDatabase.load(request, Progress.NONE);
        Views.install(database, observations.needs().stream().map(Need::name).toArray(String[]::new));
        database.execute("CREATE TEMP TABLE replayed AS " + observations.sql());
        return database;
    }

    @Test
    void whatIsPredictedIsWhatHappened() throws IOException, InterruptedException {
        SoftAssertions all = new SoftAssertions();
        int compared = 0;
        try (TraceDatabase database = generated()) {
            for (String pair : PAIRS.strip().split("\n")) {
                String[] cells = pair.strip().split("\\s*\\|\\s*");
                compared += compare(database, cells, all);
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(16);
        all.assertAll();
    }

    private int compare(TraceDatabase database, String[] cells, SoftAssertions all) throws IOException {
        CaptureRow capture = database.captures().get(names.indexOf(cells[0]));
        String rows = "SELECT * FROM replayed WHERE capture_id = " + capture.id() + " ORDER BY ts, rank, cpu, rec";
        Prediction prediction = WhatIf.run(database, capture, Settings.of(List.of(cells[2])), rows);
        Happened here = new Happened(directory.resolve(cells[0] + ".truth"));
        Happened there = new Happened(directory.resolve(cells[1] + ".truth"));
        String[] metrics = cells[3].split(" ");
        for (int i = 0; i < metrics.length; i += 2) {
            Metric metric = Metric.valueOf(metrics[i].toUpperCase(Locale.ROOT));
            Prediction.Row row = prediction.row(metric);
            long happened = there.of(metric);
            String line = cells[0] + " with " + cells[2] + ": " + metric.id() + " " + here.of(metric) + ", predicted "
                    + row.low() + " to " + row.high() + ", happened " + happened;
            System.out.println(line);
            all.assertThat(row.recorded()).as(line).isEqualTo(here.of(metric));
            all.assertThat(row.low()).as(line).isLessThanOrEqualTo(happened);
            all.assertThat(row.high()).as(line).isBetween(happened, row.low() + Long.parseLong(metrics[i + 1]));
        }
        return metrics.length / 2;
    }
}
