// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import dev.faultline.analysis.store.CaptureRow;
import dev.faultline.analysis.store.EventSet;
import dev.faultline.analysis.store.Needs;
import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlFile;
import dev.faultline.analysis.store.TraceDatabase;
import dev.faultline.analysis.store.Views;
import java.util.List;
import java.util.function.Consumer;

/** Replays captures of a database through the reference fault model. */
public final class Replay {
    private static final String OBSERVATIONS = "replay/observations.sql";

    private static final long DEFAULT_PAGE = 4096;

    private Replay() {}

    /**
     * The events a replay reads. All of system writeback, so that an event of it without records can be told from one that
     * was not enabled.
     */
    public static EventSet needs() {
        SqlCatalogue catalogue = SqlCatalogue.standard();
        return new Needs(catalogue).of(catalogue.sql(OBSERVATIONS)).and(EventSet.of(List.of("writeback.*")));
    }

    /** Replays one capture. */
    public static ReplayResult run(TraceDatabase database, CaptureRow capture) {
        return run(database, capture, Policy.NONE);
    }

    /** Replays one capture, judging it by {@code policy} too. */
    public static ReplayResult run(TraceDatabase database, CaptureRow capture, Policy policy) {
        String observations = observations(database, capture);
        Replayer replayer = replayer(database, capture, policy);
        database.batches(observations, rows -> new ObservationBatch(rows).replay(replayer));
        return replayer.result();
    }

    /**
     * Replays one capture of a database whose views are installed.
     *
     * @param observations a query of the capture's rows of {@code replay/observations.sql}, in their order
     */
    public static ReplayResult run(TraceDatabase database, CaptureRow capture, String observations) {
        Replayer replayer = replayer(database, capture, Policy.NONE);
        database.batches(observations, rows -> new ObservationBatch(rows).replay(replayer));
        return replayer.result();
    }

    /** What one capture shows of a page, and what the model makes of it. */
    public static PageLife follow(TraceDatabase database, CaptureRow capture, PageKey page) {
        String observations = observations(database, capture);
        Replayer replayer = replayer(database, capture, Policy.NONE);
        PageLife life = replayer.follow(page);
        database.batches(observations, rows -> new ObservationBatch(rows).replay(replayer));
        return life;
    }

    /**
     * Shows {@code consumer} every observation of one capture, in order.
     *
     * @param observations a query of the capture's rows of {@code replay/observations.sql}, in their order
     */
    public static void observe(TraceDatabase database, String observations, Consumer<Observation> consumer) {
        database.batches(observations, rows -> new ObservationBatch(rows).forEach(consumer));
    }

    /** What one capture of a database whose views are installed can contain. */
    public static Evidence evidence(TraceDatabase database, CaptureRow capture) {
        return new RecordedKinds(database, capture.id()).read();
    }

    /** What is particular to the kernel of one capture. */
    public static KernelProfile profile(TraceDatabase database, CaptureRow capture) {
        String release = capture.kernelRelease() == null ? "" : capture.kernelRelease();
        return KernelProfile.of(release, pageSize(database, capture));
    }

    private static Replayer replayer(TraceDatabase database, CaptureRow capture, Policy policy) {
        Evidence evidence = new RecordedKinds(database, capture.id()).read();
        return new Replayer(profile(database, capture), evidence, policy);
    }

    /** Installs the views, and gives the query of one capture's observations. */
    public static String observations(TraceDatabase database, CaptureRow capture) {
        SqlCatalogue catalogue = SqlCatalogue.standard();
        SqlFile file = catalogue.sql(OBSERVATIONS);
        new Views(database, catalogue)
                .install(file.needs().stream().map(need -> need.name()).toList());
        return sql(database, file, capture.id());
    }

    /** Page size of the recorded machine; 4 KiB where the capture does not say. */
    private static long pageSize(TraceDatabase database, CaptureRow capture) {
        String sql = "SELECT page_size FROM capture WHERE capture_id = ? AND page_size > 0";
        return database.query(sql, capture.id()).all().stream()
                .mapToLong(row -> row[0] instanceof Number size ? size.longValue() : DEFAULT_PAGE)
                .findFirst()
                .orElse(DEFAULT_PAGE);
    }

    /** The stream of one capture; the file itself orders the captures one after the other. */
    private static String sql(TraceDatabase database, SqlFile file, int capture) {
        return database.captures().size() == 1
                ? file.sql()
                : "SELECT * FROM (" + file.sql() + ") WHERE capture_id = " + capture + " ORDER BY ts, rank, cpu, rec";
    }
}
