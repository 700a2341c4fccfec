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
        return switch (format) {
            // The header of a trace says how many events follow: they are counted first.
            case TRACE_TEXT -> {
                long records = count(recording -> RecordSink.NOWHERE).records();
                TextSpec text = TextSpec.of(Layout.TRACE).entries(records, records);
                yield make(truth, recording -> new TextSink(output, text, recording));
            }
            case PIPE_TEXT -> make(truth, recording -> new TextSink(output, TextSpec.of(Layout.TRACE_PIPE), recording));
            case REPORT_TEXT ->
                make(
                        truth,
                        recording ->
                                new TextSink(output, TextSpec.of(Layout.REPORT).nanoseconds(), recording));
            case TRACE_DAT -> traceDat(output, 7, truth);
            case TRACE_DAT_6 -> traceDat(output, 6, truth);
            case PERF_DATA -> make(truth, recording -> new PerfDataSink(output, recording));
            case RAW_PAGES -> make(truth, recording -> new RawPagesSink(output, recording));
        };
    }

    /**
     * A trace.dat has all of one cpu in one place. The simulation runs twice, because counting how much room each cpu needs
     * takes less time than moving the data once more would.
     */
    private Generated traceDat(Path output, int version, Path truth) throws IOException {
        PlanningSink plan = new PlanningSink(spec.cpus());
        count(recording -> plan);
        return make(truth, recording -> new TraceDatSink(output, version, recording, plan.subBuffers()));
    }

    /** Opens what records go to. */
    private interface Opening {
        RecordSink open(Recording recording) throws IOException;
    }

    /** Opens what is told the truth. */
    private interface Witness {
        Truth open(Recorder recorder) throws IOException;
    }

    private Generated make(Path truth, Opening opening) throws IOException {
        return simulate(recorder -> new TruthFiles(truth, recorder), opening, false);
    }

    /** Runs the same simulation for the numbers and lengths of its records only. */
    private Generated count(Opening opening) throws IOException {
        return simulate(recorder -> Truth.NOWHERE, opening, true);
    }

    private Generated simulate(Witness witness, Opening opening, boolean counting) throws IOException {
        KernelFormats formats = new KernelFormats(spec.kernel());
        Symbols symbols = new Symbols(formats);
        Dice dice = new Dice(seed);
        dice.next();
        Recorder recorder = new Recorder(formats, symbols, dice.named("recorder"), counting);
        try (Truth truth = witness.open(recorder)) {
            Simulation simulation = new Simulation(spec, recorder, truth, dice);
            Recording recording = new Recording(spec.kernel(), spec.cpus(), formats, symbols, simulation.tasks);
            try (RecordSink sink = opening.open(recording)) {
                recorder.attach(sink);
                simulation.run();
            }
            truth.finish(simulation);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Generated(recorder.records(), recorder.lockRecords(), recorder.now() - spec.startNs());
    }
}
