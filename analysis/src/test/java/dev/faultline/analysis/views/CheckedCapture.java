// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import dev.faultline.analysis.store.Evidence;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One capture of the corpus in a database in which every view is a table.
 *
 * @param name its directory and file: {@code k61-ext4-write/trace.dat}
 * @param file the capture
 * @param id its {@code capture_id}
 * @param database where it is loaded, together with others
 * @param views the views installed there
 */
record CheckedCapture(String name, Path file, int id, TraceDatabase database, Views views) {
    /** The rows of a query, in which {@code :id} stands for the capture's id. */
    List<@Nullable Object[]> rows(String sql) {
        return database.query(sql.replace(":id", Integer.toString(id))).all();
    }

    /** The one number a query gives. */
    long number(String sql) {
        return ((Number) Objects.requireNonNull(rows(sql).get(0)[0])).longValue();
    }

    /** Whether it is text or raw pages: such hold the same runs as recordings do, as far as they were printed or saved. */
    boolean isDump() {
        return ViewCorpus.isDump(file);
    }

    /** Its directory's name: {@code k61-ext4-write}. */
    String directory() {
        return name.substring(0, name.indexOf('/'));
    }

    /** What a view rests on in this capture. */
    Evidence evidence(String view) {
        Evidence evidence = views.evidence(view).get(id);
        return Objects.requireNonNull(evidence, view);
    }

    /** The text of a file beside the capture ({@code truth/touch.csv}), empty when there is none. */
    Optional<String> beside(String path) throws IOException {
        Path other = file.resolveSibling(path);
        return Files.exists(other)
                ? Optional.of(Files.readString(other, StandardCharsets.ISO_8859_1))
                : Optional.empty();
    }

    /** The workload's own numbers, of its {@code RESULT} line: {@code minflt=88 ... sigbus=0}. Empty when it printed none. */
    Map<String, String> result() throws IOException {
        return beside("truth/workload.txt").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("RESULT "))
                .findFirst()
                .map(Words::of)
                .orElse(Map.of());
    }
}
