// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.text;

import java.io.IOException;

/** Takes the lines of a chunk in their order. */
interface LineSink {
    /**
     * An event line.
     *
     * @param moreTo end of the lines without a beginning of their own that follow it; {@code line.next} when there are none
     * @param number the line's number in the file, from 1
     */
    void event(Line line, int moreTo, long number) throws IOException, InterruptedException;

    /** A line that is no event and does not continue one. */
    void other(Line line, long number) throws IOException, InterruptedException;

    /** A line that says that events of a cpu are missing before its next one. */
    void loss(LossNotice notice, long number);

    /** The last line has no end: it may be cut anywhere, so that none of its values can be trusted. */
    void cut(Line line, long number) throws IOException, InterruptedException;
}
