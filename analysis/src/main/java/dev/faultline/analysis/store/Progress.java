// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

import dev.faultline.parsers.capture.CaptureInfo;
import dev.faultline.parsers.capture.ParseIssue;
import dev.faultline.parsers.capture.ScanSummary;
import java.util.List;

/** Hears how far a long job is. Called from several threads, many times a second at most; must not block. */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress NONE = (step, rows) -> {};

    /**
     * One step went on.
     *
     * @param step what is being done, for people: {@code reading trace.dat}
     * @param rows rows stored so far in this step
     */
    void at(String step, long rows);

    /**
     * A capture was read to its end; nothing is published yet. What is thrown here stops the job.
     *
     * @param issues what could not be read
     * @param summary how many records of what
     */
    default void read(CaptureInfo capture, List<ParseIssue> issues, ScanSummary summary) {}

    /** A store that is followed stands there with so much. */
    default void stored(ScanSummary summary) {}
}
