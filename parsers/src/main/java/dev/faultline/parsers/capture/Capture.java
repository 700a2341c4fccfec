// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import dev.faultline.parsers.schema.EventSchema;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A capture opened for reading. Opening reads the metadata; {@link #scan} reads the records.
 *
 * <p>Losses and issues found while scanning are added as the scan goes: ask for them after it.
 */
public interface Capture extends Closeable {
    /** What the capture says about itself. */
    CaptureInfo info();

    /** What it says of its clock besides the name. */
    default ClockFacts clockFacts() throws IOException {
        return ClockFacts.NONE;
    }

    /** The ring buffers, top buffer first. */
    List<Buffer> buffers();

    /**
     * Every event the capture declares, recorded or not, and last the two of our own that take what no event
     * describes: {@code ftrace.unknown_event} and {@code ftrace.unparsed}.
     */
    List<EventSchema> schemas();

    /** Whether every record of an event is a sample, or part of one: its {@code sample_id} is then its {@code rec}. */
    default boolean sampled(EventSchema event) {
        return false;
    }

    /** Names of threads that the container itself stores (for example saved cmdlines). */
    List<TaskName> tasks();

    /** The capture's own kallsyms, in file order; read when first asked for. */
    default List<Symbol> symbols() throws IOException {
        return List.of();
    }

    /** The texts behind the addresses of {@code bprint.fmt} and {@code bputs.str}. */
    default List<PrintkFormat> printkFormats() {
        return List.of();
    }

    /** What the kernel counted per cpu while it recorded, where the capture keeps it. */
    default List<CpuStats> cpuStats() {
        return List.of();
    }

    /** Gaps in cpu buffers, by buffer, cpu and place; complete after a scan, for the cpus it selected. */
    List<LostEvents> losses();

    /** Defects found so far: of the container since opening, of records after a scan. */
    List<ParseIssue> issues();

    /**
     * Reads all selected records once, with {@code workers} threads, and hands them over block by block.
     * Blocks of one cpu come in no guaranteed order when there are several workers; records inside a block are in
     * buffer order.
     */
    ScanSummary scan(Selection selection, int workers, RecordSink sink) throws IOException, InterruptedException;

    /** How much the last scan decoded. */
    default ScanEffort effort() {
        return ScanEffort.NONE;
    }
}
