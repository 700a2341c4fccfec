// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.metadata;

import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.capture.PrintkFormat;
import dev.faultline.parsers.capture.Symbol;
import dev.faultline.parsers.capture.TaskName;
import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.HeaderPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link MetadataReader} found in a file. */
public class SavedMetadata {
    public final IssueLog issues;
    public final List<EventSchema> schemas = new ArrayList<>();
    public List<PrintkFormat> printkFormats = List.of();
    public List<TaskName> tasks = List.of();

    public @Nullable HeaderPage headerPage;

    public @Nullable Kallsyms kallsyms;
    private @Nullable List<Symbol> symbols;

    /** Unpacks and cuts out the kallsyms text; done when somebody asks, because it is large. */
    @FunctionalInterface
    public interface Kallsyms {
        /** The text. */
        Bytes text() throws IOException;
    }

    /** @param issues where defects are noted */
    public SavedMetadata(IssueLog issues) {
        this.issues = issues;
    }

    /** Notes a part that cannot be read; reading goes on without it. */
    public final void unreadable(IssueKind kind, MalformedCaptureException e) {
        issues.add(kind, e.offset(), () -> e.place() + ": " + e.found() + ", expected " + e.expected());
    }

    /** Notes that a file packed as a whole could be unpacked only in part. */
    public final void packing(CaptureFile file) {
        String damage = file.damage();
        if (damage != null) {
            issues.add(IssueKind.BAD_PACKING, file.length(), () -> file.name() + ": " + damage);
        }
    }

    /** The header page; without it no record can be read. */
    public final HeaderPage page(Bytes place) throws IOException {
        HeaderPage page = headerPage;
        if (page == null) {
            throw place.malformed(0, "no header_page", "the layout of sub-buffers (header_page)");
        }
        return page;
    }

    /** The symbols, read when first asked for; empty when there are none or they cannot be read. */
    public final synchronized List<Symbol> symbols() throws IOException {
        List<Symbol> known = symbols;
        if (known == null) {
            known = readSymbols();
            symbols = known;
        }
        return known;
    }

    private List<Symbol> readSymbols() throws IOException {
        Kallsyms source = kallsyms;
        try {
            return source == null ? List.of() : SavedTables.kallsyms(source.text(), issues);
        } catch (MalformedCaptureException e) {
            unreadable(IssueKind.BAD_SECTION, e);
            return List.of();
        }
    }
}
