// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import dev.faultline.analysis.store.LoadRequest;
import dev.faultline.analysis.store.Need;
import dev.faultline.analysis.store.Progress;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlNames;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A database of captures without records, one for each kernel and kind of evidence: it declares what that kernel's stock tracepoints
 * are, and besides them what the kind adds. Which views it can have is asked of {@link Views} itself.
 */
final class KernelEvidence implements AutoCloseable {
    /** What a recording can add to a kernel's stock tracepoints. */
    enum Kind {
        STOCK("stock"),
        KPROBE("kprobe"),
        FUNCTION_GRAPH("function_graph"),
        LOCKDEP("lockdep"),
        PERF("perf");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private final StockKernels kernels;
    private final SqlCatalogue catalogue = SqlCatalogue.standard();
    private final TraceDatabase database;
    private final Views views;

    KernelEvidence(StockKernels kernels) throws IOException, InterruptedException {
        this.kernels = kernels;
        database = TraceDatabase.load(LoadRequest.of(), Progress.NONE);
        for (String release : StockKernels.RELEASES) {
            for (Kind kind : Kind.values()) {
                declare(release, kind);
            }
        }
        views = new Views(database, catalogue, Views.Stored.NONE).install(catalogue.views());
    }

    /** The views, by what each capture can have of them. */
    Views views() {
        return views;
    }

    static int captureId(String release, Kind kind) {
        return StockKernels.RELEASES.indexOf(release) * Kind.values().length
                + List.of(Kind.values()).indexOf(kind);
    }

    private void declare(String release, Kind kind) {
        int id = captureId(release, kind);
        database.execute("INSERT INTO store.main.capture (capture_id, page_size) VALUES (?, 4096)", id);
        List<String> rows = new ArrayList<>();
        kernels.events().get(release).forEach((event, fields) -> {
            if (kind == Kind.LOCKDEP || !event.matches("lock\\.lock_(acquire|release|acquired|contended)")) {
                rows.add(rows(id, event, fields));
            }
        });
        needs(Need.Kind.EVENT)
                .filter(need -> kind == Kind.PERF
                        ? need.name().startsWith("perf.")
                        : need.name().startsWith("syscalls."))
                .forEach(need -> rows.add(rows(id, need.name().replace("*", "fsync"), fields(release, need))));
        if (kind == Kind.KPROBE || kind == Kind.LOCKDEP) {
            rows.addAll(probes(release, id));
        }
        if (kind == Kind.FUNCTION_GRAPH) {
            rows.add(rows(id, "ftrace.funcgraph_entry", List.of("func", "depth")));
            symbols(release, id);
        }
        database.execute(
                "INSERT INTO store.main.event_schema (capture_id, system, event, position, field, column_name, recorded)"
                        + " VALUES " + String.join(", ", rows));
    }

    private Stream<Need> needs(Need.Kind kind) {
        return catalogue.sqlFiles("views").stream()
                .flatMap(file -> file.needs().stream())
                .filter(need -> need.kind() == kind)
                // A list of functions is answered by any of them; those that views name one by one are enough here.
                .filter(need -> need.name().indexOf('@') < 0);
    }

    private static List<String> fields(Collection<Need> needs) {
        return needs.stream()
                .flatMap(need -> need.fields().stream())
                .map(Need.Field::name)
                .distinct()
                .toList();
    }

    /** A system call's strings are behind its fields since 6.19 only (kernel/trace/trace_syscalls.c): {@code __filename_val}. */
    private static List<String> fields(String release, Need need) {
        return fields(List.of(need)).stream()
                .filter(field -> !field.startsWith("__") || release.equals("7.2"))
                .toList();
    }

    /** Rows of the schema table, a field each. */
    private static String rows(int id, String event, List<String> fields) {
        int dot = event.indexOf('.');
        List<String> rows = new ArrayList<>();
        for (String field : fields.isEmpty() ? List.of("common") : fields) {
            rows.add("(%d, %s, %s, %d, %s, %s, 0)"
                    .formatted(
                            id,
                            SqlNames.literal(event.substring(0, dot)),
                            SqlNames.literal(event.substring(dot + 1)),
                            rows.size(),
                            SqlNames.literal(field),
                            SqlNames.literal(field)));
        }
        return String.join(", ", rows);
    }

    /** A probe on every function that a view names and the kernel has. */
    private List<String> probes(String release, int id) {
        List<String> rows = new ArrayList<>();
        needs(Need.Kind.PROBE).flatMap(need -> need.names().stream()).distinct().forEach(name -> {
            String function = name.substring("probe.".length());
            boolean returns = function.endsWith("__return");
            if (kernels.has(release, returns ? function.substring(0, function.length() - 8) : function)) {
                List<String> fields =
                        new ArrayList<>(returns ? List.of("__probe_func", "__probe_ret_ip") : List.of("__probe_ip"));
                fields.addAll(fields(needs(Need.Kind.PROBE)
                        .filter(need -> need.names().contains(name))
                        .toList()));
                rows.add(rows(id, "pf." + function, fields));
            }
        });
        return rows;
    }

    private void symbols(String release, int id) {
        needs(Need.Kind.GRAPH)
                .flatMap(need -> need.names().stream())
                .map(name -> name.substring("graph.".length()))
                .distinct()
                .filter(function -> kernels.has(release, function))
                .forEach(function -> database.execute(
                        "INSERT INTO store.main.symbol (capture_id, address, name) VALUES (?, 4096, ?)", id, function));
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
