// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.capture.IssueLog;
import dev.faultline.parsers.io.Bytes;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.FileBytes;
import dev.faultline.parsers.metadata.SavedMetadata;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What opening a perf.data collects, in whichever mode it was written. */
final class PerfContents extends SavedMetadata {
    final CaptureFile file;
    final FileHeader header;
    final Bytes bytes;
    final PerfEvents events = new PerfEvents();
    final Map<Feature, String> features = new EnumMap<>(Feature.class);
    final Map<String, String> details = new LinkedHashMap<>();
    /** BUILD_ID of a file: records like any other, outside of the data. */
    @Nullable
    Section buildIds;

    /** What makes a time of the samples one of the wall clock; {@code null} without feature CLOCK_DATA. */
    @Nullable
    Long wallOffset;

    int pageSize;
    /** Cpus that were online. */
    int cpus;

    /** Cpus that could have been. */
    int cpusAvailable;

    /** The directory that is the capture, when it is not the one file. */
    @Nullable
    Path directory;

    /** The data files of a directory, beside the first one. */
    final List<DataPart> parts = new ArrayList<>();

    /** Rows that opening put together: of features, by the name of their table. */
    private final Map<String, RowList> tables = new LinkedHashMap<>();

    PerfContents(CaptureFile file, FileHeader header) {
        super(new IssueLog(file.name()));
        this.file = file;
        this.header = header;
        this.bytes = new FileBytes(file, "", header.order());
    }

    /** Where rows of a table go. */
    RowList rows(RowShape shape) {
        return tables.computeIfAbsent(shape.schema().name(), name -> new RowList(shape));
    }

    /** The tables that have rows. */
    List<RowList> tables() {
        return List.copyOf(tables.values());
    }

    /** Text of a feature, {@code null} without it. */
    @Nullable
    String feature(Feature feature) {
        return features.get(feature);
    }
}
