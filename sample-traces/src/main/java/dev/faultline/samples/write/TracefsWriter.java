// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes files of a saved tracefs: the texts that raw pages need, at their places (Linux kernel/trace/trace_events.c,
 * {@code create_event_toplevel_files()}). Pages themselves are written by {@link RawPagesWriter}.
 */
public final class TracefsWriter {
    private final Path root;

    /** @param root directory of the tree, which is there */
    public TracefsWriter(Path root) {
        this.root = root;
    }

    /** {@code events/header_page}, {@code events/header_event} and the format of every event. */
    public TracefsWriter formats(TraceDatSpec spec) throws IOException {
        TraceDatMetadata metadata = new TraceDatMetadata(spec);
        text("events/header_page", metadata.headerPage());
        text("events/header_event", TraceDatMetadata.headerEvent());
        for (EventFormat event : spec.events) {
            text("events/" + event.system() + "/" + event.name() + "/format", event.text());
        }
        return this;
    }

    /** A text file. */
    public TracefsWriter text(String path, String content) throws IOException {
        Files.writeString(place(path), content, StandardCharsets.UTF_8);
        return this;
    }

    /** Where a file is; its directory is made. */
    public Path place(String path) throws IOException {
        Path file = root.resolve(path);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return file;
    }
}
