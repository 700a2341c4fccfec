// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.metadata;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.Cursor;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.FormatText;
import dev.faultline.parsers.schema.HeaderPage;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts that trace.dat of both versions and feature TRACING_DATA of perf.data store alike: header texts, format texts
 * and saved tables.
 */
public final class MetadataReader {
    private static final int MAX_SYSTEM_NAME = 256;
    /** What header_event says since 2.6.31, and what the ring buffer reader builds on. */
    private static final List<String> RECORD_HEADER =
            List.of("5 bits", "27 bits", "32 bits", "type == 29", "type == 30", "type_len  == 28");

    private final SavedMetadata contents;
    private final Map<Integer, EventSchema> byId = new HashMap<>();

    /** Reads into {@code contents}. */
    public MetadataReader(SavedMetadata contents) {
        this.contents = contents;
    }

    /** {@code header_page\0} u64 size, text; {@code header_event\0} u64 size, text. */
    public void headerTexts(Cursor cursor) throws IOException {
        expect(cursor, "header_page");
        long at = cursor.at();
        long size = cursor.u64();
        if (size == 0) {
            throw cursor.bytes()
                    .malformed(
                            at,
                            "header_page of size 0: the ring buffer format of Linux 2.6.30 and older",
                            "a header_page text (not supported: records of 2 type bits and 3 length bits)");
        }
        headerPage(cursor.slice("header_page", size));
        expect(cursor, "header_event");
        headerEvent(cursor.slice("header_event", cursor.u64()));
    }

    /** The text of {@code events/header_page}. */
    public void headerPage(Bytes text) throws IOException {
        HeaderPage page = HeaderPage.parse(text.text());
        if (page == null) {
            throw text.malformed(
                    0,
                    "a header_page text without usable commit and data fields",
                    "commit at 8 with size 4 or 8, and data");
        }
        contents.headerPage = page;
    }

    /** The text of {@code events/header_event}. */
    public void headerEvent(Bytes event) throws IOException {
        String recordHeader = event.text();
        if (!RECORD_HEADER.stream().allMatch(recordHeader::contains)) {
            contents.issues.add(
                    IssueKind.BAD_HEADER_EVENT,
                    event.fileOffset(0),
                    () -> "text of " + recordHeader.length() + " characters without " + RECORD_HEADER);
        }
    }

    /** u32 count; each u64 size and a format text of system {@code ftrace}. */
    public void ftraceFormats(Cursor cursor) throws IOException {
        formats(cursor, "ftrace");
    }

    /** u32 systems; each a name, u32 count, and format texts. */
    public void eventFormats(Cursor cursor) throws IOException {
        long systems = cursor.u32();
        for (long i = 0; i < systems; i++) {
            formats(cursor, cursor.cString(MAX_SYSTEM_NAME));
        }
    }

    private void formats(Cursor cursor, String system) throws IOException {
        long count = cursor.u32();
        for (long i = 0; i < count; i++) {
            format(system, cursor.slice("format " + (i + 1) + " of system " + system, cursor.u64()));
        }
    }

    /** One {@code format} text. */
    public void format(String system, Bytes text) throws IOException {
        FormatText formats = new FormatText(contents.page(text).longSize());
        EventSchema schema = formats.parse(system, text.text());
        for (String problem : formats.takeProblems()) {
            contents.issues.add(IssueKind.BAD_FORMAT, text.fileOffset(0), () -> text.place() + ": " + problem);
        }
        if (schema != null) {
            add(schema, text);
        }
    }

    /** The same event may be listed twice (for an instance); another event of the same id is an issue. */
    private void add(EventSchema schema, Bytes text) {
        EventSchema first = byId.putIfAbsent(schema.id(), schema);
        if (first == null) {
            contents.schemas.add(schema);
        } else if (!first.equals(schema)) {
            contents.issues.add(
                    IssueKind.DUPLICATE_EVENT_ID,
                    text.fileOffset(0),
                    () -> "id " + schema.id() + " of " + schema.qualifiedName() + " is " + first.qualifiedName()
                            + "'s");
        }
    }

    /** u32 size, text. */
    public void kallsyms(Cursor cursor) throws IOException {
        Bytes text = cursor.slice("kallsyms", cursor.u32());
        contents.kallsyms = () -> text;
    }

    /** u32 size, text. */
    public void printk(Cursor cursor) throws IOException {
        Bytes text = cursor.slice("printk formats", cursor.u32());
        contents.printkFormats = SavedTables.printkFormats(text, contents.issues);
    }

    /** u64 size, text. */
    public void cmdlines(Cursor cursor) throws IOException {
        Bytes text = cursor.slice("command lines", cursor.u64());
        contents.tasks = SavedTables.cmdlines(text, contents.issues);
    }

    private static void expect(Cursor cursor, String word) throws IOException {
        long at = cursor.at();
        String found = cursor.cString(word.length() + 1);
        if (!found.equals(word)) {
            throw cursor.bytes().malformed(at, "\"" + found + "\"", "\"" + word + "\"");
        }
    }
}
