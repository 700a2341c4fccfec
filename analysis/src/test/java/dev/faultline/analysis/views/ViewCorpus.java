// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Captures of the corpus in databases with every view as a table. Captures of one kernel share a database, some dozens at a time: a
 * capture is decoded once for all checks, and a view is computed once for all captures.
 */
final class ViewCorpus {
    /** A database has at most so many captures: what a batch needs must fit into a test's memory. */
    private static final int BATCH = 20;

    private static final Pattern KERNEL = Pattern.compile("(k\\d+(-lab)?|[a-z]+\\d+).*");

    private final Path root;
    private final Pattern only;

    /** The corpus in a directory with {@code MANIFEST.tsv}, or those captures whose name a pattern matches; empty means all. */
    ViewCorpus(Path root, String only) {
        this.root = root;
        this.only = Pattern.compile(only.isEmpty() ? ".*" : only + "(/.*)?");
    }

    /** Capture files in batches of one kernel, by name. */
    List<List<Path>> batches() throws IOException {
        Map<String, List<Path>> kernels = new LinkedHashMap<>();
        for (Path file : files()) {
            Matcher kernel = KERNEL.matcher(root.relativize(file).toString());
            kernels.computeIfAbsent(kernel.matches() ? kernel.group(1) : "", k -> new ArrayList<>())
                    .add(file);
        }
        List<List<Path>> batches = new ArrayList<>();
        for (List<Path> files : kernels.values()) {
            for (int from = 0; from < files.size(); from += BATCH) {
                batches.add(files.subList(from, Math.min(files.size(), from + BATCH)));
            }
        }
        return batches;
    }

    /** Those of the manifest that are binary captures, sorted by name. */
    private List<Path> files() throws IOException {
        return Files.readAllLines(root.resolve("MANIFEST.tsv")).stream()
                .map(line -> line.split("\t"))
                .filter(cells -> only.matcher(cells[0]).matches())
                .filter(cells -> cells[1].startsWith("trace.dat") || cells[1].startsWith("perf.data"))
                .map(cells -> root.resolve(cells[0]))
                .map(file -> file.getFileName().toString().startsWith("data") ? file.getParent() : file)
                .distinct()
                .filter(Files::exists)
                .sorted(Comparator.comparing(Path::toString))
                .toList();
    }

    /** Loads a batch. */
    List<CheckedCapture> load(List<Path> files) throws IOException, InterruptedException {
        TraceDatabase database = TraceDatabase.load(LoadRequest.of(files.toArray(Path[]::new)), Progress.NONE);
        SqlCatalogue catalogue = SqlCatalogue.standard();
        Views views = new Views(database, catalogue, Views.Stored.ALL).install(catalogue.views());
        List<CheckedCapture> captures = new ArrayList<>();
        for (int id = 0; id < files.size(); id++) {
            Path file = files.get(id);
            captures.add(new CheckedCapture(root.relativize(file).toString(), file, id, database, views));
        }
        return captures;
    }
}
