// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import dev.faultline.analysis.replay.Replay;
import dev.faultline.analysis.rules.RuleCatalogue;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Needs;
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
import java.util.stream.Stream;

/**
 * Captures of the corpus in databases with every view as a table. Captures of one kernel share a database, some dozens at a time: a
 * capture is decoded once for all checks, and a view is computed once for all captures.
 */
final class ViewCorpus {
    /** A database has at most so many captures: what a batch needs must fit into a test's memory. */
    private static final int BATCH = 50;

    private static final Pattern KERNEL = Pattern.compile("(k\\d+(-lab)?|[a-z]+\\d+).*");

    /** What perf script prints is beside some perf.data: one of each kernel is read as a capture of its own. */
    private static final Pattern SCRIPT = Pattern.compile("k\\d+-pf-tp/perf\\.data(\\.zst)?");

    private final Path root;
    private final Pattern only;

    /** The corpus in a directory with {@code MANIFEST.tsv}, or those captures whose name a pattern matches; empty means all. */
    ViewCorpus(Path root, String only) {
        this.root = root;
        this.only = Pattern.compile(only.isEmpty() ? ".*" : only + "(/.*)?");
    }

    /** Capture files in batches of one kernel, by name; texts and raw pages apart, as their fields can be of other types. */
    List<List<Path>> batches() throws IOException {
        Map<String, List<Path>> kernels = new LinkedHashMap<>();
        for (Path file : files()) {
            Matcher kernel = KERNEL.matcher(root.relativize(file).toString());
            String batch = kernel.matches() ? kernel.group(1) : "";
            kernels.computeIfAbsent(batch + (isDump(file) ? " dump" : ""), k -> new ArrayList<>())
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

    /** Captures of the manifest, sorted by name: what is in pieces is a directory, what describes a capture is none. */
    private List<Path> files() throws IOException {
        return Files.readAllLines(root.resolve("MANIFEST.tsv")).stream()
                .map(line -> line.split("\t"))
                .filter(cells -> only.matcher(cells[0]).matches())
                .flatMap(cells -> captures(cells[0], cells[1]))
                .map(root::resolve)
                .distinct()
                .filter(Files::exists)
                .sorted(Comparator.comparing(Path::toString))
                .toList();
    }

    private static Stream<String> captures(String file, String format) {
        String directory = file.substring(0, file.lastIndexOf('/') + 1);
        if (SCRIPT.matcher(file).matches()) {
            return Stream.of(file, directory + "oracle/perf.data.script.txt.zst");
        }
        if (format.equals("raw ring buffer pages") || file.startsWith("data", directory.length())) {
            return Stream.of(directory);
        }
        boolean capture = format.equals("text") || format.startsWith("trace.dat") || format.startsWith("perf.data");
        return capture ? Stream.of(file) : Stream.empty();
    }

    /** Whether a capture is no recording of a tool, but text or a directory of raw pages. */
    static boolean isDump(Path file) {
        return file.toString().matches(".*(\\.txt(\\.zst)?|-rawpages)");
    }

    /** What anything of ours reads: other events need not be decoded to be counted. */
    private static EventSet events(SqlCatalogue catalogue) {
        RuleCatalogue rules = RuleCatalogue.standard();
        return new Needs(catalogue)
                .ofViews(catalogue.views())
                .and(rules.events(rules.ids()))
                .and(Replay.needs());
    }

    /** Loads a batch. */
    List<CheckedCapture> load(List<Path> files) throws IOException, InterruptedException {
        SqlCatalogue catalogue = SqlCatalogue.standard();
        LoadRequest request = LoadRequest.of(files.toArray(Path[]::new)).withEvents(events(catalogue));
        TraceDatabase database = TraceDatabase.load(request, Progress.NONE);
        Views views = new Views(database, catalogue, Views.Stored.ALL).install(catalogue.views());
        List<CheckedCapture> captures = new ArrayList<>();
        for (int id = 0; id < files.size(); id++) {
            Path file = files.get(id);
            captures.add(new CheckedCapture(root.relativize(file).toString(), file, id, database, views));
        }
        return captures;
    }
}
