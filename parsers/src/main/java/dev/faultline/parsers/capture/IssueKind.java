// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

/** One constant per way a capture can be damaged; each has its sentence. */
public enum IssueKind {
    /** The file is shorter than its own tables say. */
    TRUNCATED("the file ends before the part it declares"),
    /** A wrapper (gzip, zstd, xz, bzip2) that is cut off, damaged, or unpacks without end. */
    BAD_PACKING("the file was packed, and cannot be unpacked to its end; what came out before is read"),
    /** No CPU data: the recorder died before it wrote any. */
    NO_CPU_DATA("the capture holds metadata and no records: its writer did not finish"),
    /** Data between parts, or a section, could not be read. */
    BAD_SECTION("a section of the file cannot be read"),
    /** An option's content is not what its id promises. */
    BAD_OPTION("an option of the file cannot be read"),
    /** The chain of option sections comes back to itself. */
    OPTION_LOOP("the chain of option sections runs in a circle"),
    /** A format text, or one field line of it. */
    BAD_FORMAT("an event's format text cannot be read in full"),
    /** Two different events with one id. */
    DUPLICATE_EVENT_ID("two events declare the same id; the first one is used"),
    /** header_event states other numbers than the ring buffer has had since 2.6.31. */
    BAD_HEADER_EVENT("the header of records is not the known one"),
    /** A sub-buffer size that no ring buffer can have. */
    BAD_SUB_BUFFER_SIZE("the declared sub-buffer size is impossible"),
    /** A compressed chunk that does not unpack. */
    BAD_CHUNK("a compressed chunk cannot be unpacked"),
    /** The commit word claims more bytes than the sub-buffer has. */
    BAD_COMMIT("a sub-buffer claims more data than fits into it"),
    /** The last sub-buffer of a cpu is cut off. */
    SHORT_SUB_BUFFER("a sub-buffer is cut off"),
    /** A sub-buffer of zeros with data claimed, or no header at all. */
    ZERO_FILLED("a sub-buffer is filled with zeros where records should be"),
    /** A record whose length word is below its own size. */
    BAD_RECORD_LENGTH("a record's length word is impossible"),
    /** A record that reaches behind the data of its sub-buffer. */
    RECORD_OVERRUN("a record reaches behind the end of its sub-buffer's data"),
    /** Padding that ends the data early. */
    EARLY_PADDING("padding ends a sub-buffer before its committed data does"),
    /** A record too short to hold an event id. */
    EMPTY_RECORD("a record is too short for an event id"),
    /** Records of an id that no format describes. */
    UNKNOWN_EVENT("records of an event the capture does not describe"),
    /** A record shorter than its format. */
    SHORT_RECORD("a record is shorter than its format; fields that are not there are NULL"),
    /** A dynamic field that points outside. */
    BAD_LOCATION("a dynamic field points outside its record; its value is NULL"),
    /** Records that go back in time inside one cpu buffer. */
    TIME_BACKWARDS("time goes backwards inside a cpu buffer"),
    /** A buffer saved as text. */
    TEXT_BUFFER("a buffer was saved as text; its lines are not decoded into events yet"),
    /** Buffers recorded with different clocks. */
    MIXED_CLOCKS("the buffers use different clocks; their timestamps cannot be compared"),
    /** A line of text that is no event. */
    UNPARSED_LINE("a line cannot be read as an event; it is kept in ftrace.unparsed"),
    /** Addresses or tasks of the saved tables. */
    BAD_TABLE_LINE("a line of a saved table (kallsyms, printk formats, cmdlines, stats) cannot be read");

    private final String sentence;

    IssueKind(String sentence) {
        this.sentence = sentence;
    }

    /** What this kind means, as a phrase for people. */
    public String sentence() {
        return sentence;
    }
}
