// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureFormat;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.perfdata.PerfDataFormat;
import dev.faultline.parsers.tracedat.TraceDatFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The front door: every format this module reads. A format is added by adding it to the list. */
public final class CaptureFormats {
    private static final List<CaptureFormat> FORMATS = List.of(new TraceDatFormat(), new PerfDataFormat());

    /** The file to start with in a perf.data directory (Linux tools/perf/Documentation/perf.data-directory-format.txt). */
    private static final String DIRECTORY_DATA = "data";

    private CaptureFormats() {}

    /** The formats, in the order they are tried. */
    public static List<CaptureFormat> all() {
        return FORMATS;
    }

    /**
     * Opens a capture by its first bytes. A file packed as a whole with gzip or zstd is unpacked first.
     *
     * @throws MalformedCaptureException when it is no capture, or one that cannot be understood at all
     * @throws IOException when it cannot be read
     */
    public static Capture open(Path path) throws IOException {
        CaptureFile file = CaptureFile.open(Files.isDirectory(path) ? path.resolve(DIRECTORY_DATA) : path);
        boolean handedOver = false;
        try {
            byte[] room = new byte[CaptureFormat.HEAD];
            byte[] head = Arrays.copyOf(room, file.read(0, room, 0, room.length));
            System.arraycopy(room, 0, head, 0, head.length);
            for (CaptureFormat format : FORMATS) {
                if (format.recognises(head)) {
                    Capture capture = format.open(file);
                    handedOver = true;
                    return capture;
                }
            }
            throw unknown(file, head);
        } finally {
            if (!handedOver) {
                file.close();
            }
        }
    }

    private static MalformedCaptureException unknown(CaptureFile file, byte[] head) {
        String found = head.length == 0
                ? "an empty file"
                : "first bytes " + HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(8, head.length));
        String names = FORMATS.stream().map(CaptureFormat::name).collect(Collectors.joining(", "));
        return new MalformedCaptureException(file.name(), "", 0, found, "a capture (" + names + ")");
    }
}
