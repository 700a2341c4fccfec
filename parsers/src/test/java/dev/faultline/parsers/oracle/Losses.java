// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

/** Holds {@code EVENTS DROPPED} lines against what a reader reports as lost. */
interface Losses {
    void check(ReportLine line, Tally tally);

    /** Called at the end of the report. */
    void finish(boolean whole, Tally tally);

    /** Looks at no losses. */
    Losses NONE = new Losses() {
        @Override
        public void check(ReportLine line, Tally tally) {}

        @Override
        public void finish(boolean whole, Tally tally) {}
    };
}
