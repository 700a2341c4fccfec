// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import dev.faultline.samples.write.TextSpec;
import dev.faultline.samples.write.TextSpec.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes a capture and its truth from a SPEC. The same SPEC and seed give the same bytes, on every machine. Memory does not
 * depend on the length of the capture.
 */
public final class Generator {
    private final GenerateSpec spec;
    private final long seed;

    private Generator(GenerateSpec spec, long seed) {
        this.spec = spec;
        this.seed = seed;
    }

    /**
     * What was made.
     *
     * @param records events recorded
     * @param lockRecords those of them that are of system lock
     * @param lengthNs simulated time
     */
    public record Generated(long records, long lockRecords, long lengthNs) {}

    /**
     * Reads a SPEC.
     *
     * @param toml the SPEC
     * @param changes top-level keys that are to have other values, as TOML
     * @throws SpecException if it cannot be carried out
     */
    public static Generator of(String toml, Map<String, String> changes, long seed) {
        return new Generator(SpecReader.read(toml, changes), seed);
    }

    /**
     * Makes the capture {@code output} and the directory {@code truth}.
     *
     * @throws IOException if they cannot be written
     */
    public Generated run(Path output, OutputFormat format, Path truth) throws IOException {
        // The header of a trace says how many events follow: they are counted first.
        boolean counted = format == OutputFormat.TRACE_TEXT;
        long records = counted ? run(truth, recording -> RecordSink.NOWHERE).records() : 0;
        return run(truth, recording -> sink(output, format, recording, records));
    }

    /** Opens what records go to. */
    private interface Opening {
        RecordSink open(Recording recording) throws IOException;
    }

    private Generated run(Path truth, Opening opening) throws IOException {
        KernelFormats formats = new KernelFormats(spec.kernel());
        Symbols symbols = new Symbols(formats);
        Dice dice = new Dice(seed);
        dice.next();
        Recorder recorder = new Recorder(formats, symbols, dice.named("recorder"));
        try (Truth facts = new Truth(truth, recorder)) {
            Simulation simulation = new Simulation(spec, recorder, facts, dice);
            Recording recording = new Recording(spec.kernel(), spec.cpus(), formats, symbols, simulation.tasks);
            try (RecordSink sink = opening.open(recording)) {
                recorder.attach(sink);
                simulation.run();
            }
            facts.finish(simulation);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Generated(recorder.records(), recorder.lockRecords(), recorder.now() - spec.startNs());
    }

    private static RecordSink sink(Path output, OutputFormat format, Recording recording, long records)
            throws IOException {
        return switch (format) {
            case TRACE_DAT -> new TraceDatSink(output, 7, recording);
            case TRACE_DAT_6 -> new TraceDatSink(output, 6, recording);
            case PERF_DATA -> new PerfDataSink(output, recording);
            case RAW_PAGES -> new RawPagesSink(output, recording);
            case TRACE_TEXT -> new TextSink(output, TextSpec.of(Layout.TRACE).entries(records, records), recording);
            case PIPE_TEXT -> new TextSink(output, TextSpec.of(Layout.TRACE_PIPE), recording);
            case REPORT_TEXT -> new TextSink(output, TextSpec.of(Layout.REPORT).nanoseconds(), recording);
        };
    }
}
