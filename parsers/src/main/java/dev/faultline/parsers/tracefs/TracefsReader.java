// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracefs;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.metadata.MetadataReader;
import dev.faultline.parsers.metadata.SavedTables;
import dev.faultline.parsers.schema.HeaderPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the texts of a saved tracefs: header page, formats, saved tables, settings. */
final class TracefsReader {
    private static final Pattern FORMAT = Pattern.compile("events/([^/]+)/[^/]+/format");
    private static final Pattern OPTION = Pattern.compile("options/[^/]+");
    /** Settings of the recording that are kept as they are. */
    private static final List<String> SETTINGS = List.of(
            "trace_options",
            "current_tracer",
            "tracing_on",
            "buffer_size_kb",
            "buffer_total_size_kb",
            "buffer_subbuf_size_kb",
            "tracing_cpumask",
            "dynamic_events",
            "kprobe_events",
            "uprobe_events",
            "synthetic_events",
            "version");

    private static final int LONGEST_SETTING = 1 << 20;

    private final TracefsContents contents;

    TracefsReader(TracefsContents contents) {
        this.contents = contents;
    }

    /**
     * Reads everything but records.
     *
     * @throws MalformedCaptureException when there is no usable header page
     */
    HeaderPage read() throws IOException {
        for (String damage : contents.tree.damage()) {
            contents.issues.add(IssueKind.BAD_PACKING, 0, () -> damage);
        }
        MetadataReader metadata = new MetadataReader(contents);
        SavedFile page = contents.tree.find("events/header_page");
        if (page == null) {
            throw new MalformedCaptureException(
                    contents.tree.path().toString(),
                    "events/header_page",
                    0,
                    "no such file, neither here nor in an archive (formats.tar.xz)",
                    "raw pages together with events/header_page and the format files of the same boot");
        }
        metadata.headerPage(page.text());
        part("events/header_event", metadata::headerEvent);
        formats(metadata);
        tables();
        settings();
        return contents.page(page.text());
    }

    /** Reads one text. */
    @FunctionalInterface
    private interface Part {
        void read(Bytes text) throws IOException;
    }

    private void part(String name, Part part) throws IOException {
        SavedFile file = contents.tree.find(name);
        if (file != null) {
            part(file, part);
        }
    }

    private void part(SavedFile file, Part part) throws IOException {
        try {
            part.read(file.text());
        } catch (MalformedCaptureException e) {
            contents.unreadable(IssueKind.BAD_SECTION, e);
        }
    }

    private void formats(MetadataReader metadata) throws IOException {
        for (Map.Entry<String, SavedFile> file : contents.tree.files().entrySet()) {
            Matcher format = FORMAT.matcher(file.getKey());
            if (format.matches()) {
                part(file.getValue(), text -> metadata.format(format.group(1), text));
            }
        }
    }

    private void tables() throws IOException {
        part("saved_cmdlines", text -> contents.tasks = SavedTables.cmdlines(text, contents.issues));
        part("saved_tgids", this::tgids);
        part("printk_formats", text -> contents.printkFormats = SavedTables.printkFormats(text, contents.issues));
        SavedFile kallsyms = contents.tree.find("kallsyms");
        if (kallsyms != null) {
            contents.kallsyms = kallsyms::text;
        }
    }

    private void tgids(Bytes text) throws IOException {
        Map<Integer, Integer> tgids = SavedTables.tgids(text, contents.issues);
        List<TaskName> tasks = new ArrayList<>();
        for (TaskName task : contents.tasks) {
            tasks.add(new TaskName(task.tid(), tgids.get(task.tid()), task.comm(), task.fromTs()));
        }
        contents.tasks = List.copyOf(tasks);
    }

    private void settings() throws IOException {
        part("uname", text -> contents.uname = string(text));
        for (String name : SETTINGS) {
            part(name, text -> contents.details.put(name, string(text)));
        }
        for (Map.Entry<String, SavedFile> file : contents.tree.files().entrySet()) {
            if (OPTION.matcher(file.getKey()).matches()) {
                part(file.getValue(), text -> contents.details.put(file.getKey(), string(text)));
            }
        }
    }

    /** The clock of a buffer: the one in brackets of its {@code trace_clock}. */
    @Nullable
    String clock(String directory) throws IOException {
        SavedFile file = contents.tree.find(directory + "trace_clock");
        return file == null ? null : SavedTables.selected(string(file.text()));
    }

    private static String string(Bytes text) throws IOException {
        byte[] bytes = text.copy(0, (int) Math.min(text.length(), LONGEST_SETTING));
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }
}
