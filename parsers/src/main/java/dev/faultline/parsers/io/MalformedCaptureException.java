// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import java.io.IOException;
import java.util.Locale;

/** A capture that cannot be understood: which file, which part of it, where, what was found and what was expected. */
public final class MalformedCaptureException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String place;
    private final long offset;
    private final String found;
    private final String expected;

    /**
     * @param file the file as the user named it
     * @param place part of the file, for example {@code event formats / format 12}; empty for the file itself
     * @param offset byte offset in the file (in the unpacked part, where the part is compressed)
     * @param found what is there
     * @param expected what should be there
     */
    public MalformedCaptureException(String file, String place, long offset, String found, String expected) {
        super(String.format(
                Locale.ROOT,
                "%s:%s at 0x%08x: %s, expected %s",
                file,
                place.isEmpty() ? "" : " " + place,
                offset,
                found,
                expected));
        this.file = file;
        this.place = place;
        this.offset = offset;
        this.found = found;
        this.expected = expected;
    }

    /** The file as the user named it. */
    public String file() {
        return file;
    }

    /** Part of the file; empty for the file itself. */
    public String place() {
        return place;
    }

    /** Byte offset of the defect. */
    public long offset() {
        return offset;
    }

    /** What is there. */
    public String found() {
        return found;
    }

    /** What should be there. */
    public String expected() {
        return expected;
    }
}
