// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers;

import dev.faultline.parsers.capture.Capture;
import dev.faultline.parsers.capture.CaptureDirectory;
import dev.faultline.parsers.capture.CaptureFormat;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.perfdata.PerfDataFormat;
import dev.faultline.parsers.perfdata.PerfDirectory;
import dev.faultline.parsers.perfdata.PerfSeries;
import dev.faultline.parsers.text.TextFormat;
import dev.faultline.parsers.text.WrappedText;
import dev.faultline.parsers.tracedat.TraceDatFormat;
import dev.faultline.parsers.tracefs.TracefsArchive;
import dev.faultline.parsers.tracefs.TracefsDirectory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The front door: every format this module reads. A format is added by adding it to one of the two lists: what is told by
 * a file's first bytes, and what is told by the names in a directory.
 */
public final class CaptureFormats {
    /** The capture that comes in on standard input. A file of this name is {@code ./-}. */
    public static final Path STANDARD_INPUT = Path.of("-");

    private static final List<CaptureFormat> FORMATS = List.of(
            new TraceDatFormat(), new PerfDataFormat(), new TracefsArchive(), new WrappedText(), new TextFormat());
    private static final List<CaptureDirectory> DIRECTORIES =
            List.of(new PerfDirectory(), new PerfSeries(), new TracefsDirectory());

    private CaptureFormats() {}

    /** The formats of files, in the order they are tried. */
    public static List<CaptureFormat> all() {
        return FORMATS;
    }

    /** Whether a directory is a capture as a whole, by the names of its files. */
    public static boolean isCapture(Path directory) throws IOException {
        for (CaptureDirectory kind : DIRECTORIES) {
            if (kind.recognises(directory)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Opens a capture by its first bytes, a directory by its names. What is packed as a whole is unpacked first; of
     * {@link #STANDARD_INPUT}, and of whatever else is no regular file, perf's pipe format is read as it arrives, and
     * everything else is copied into a temporary file first.
     *
     * @throws MalformedCaptureException when it is no capture, or one that cannot be understood at all
     * @throws IOException when it cannot be read
     */
    public static Capture open(Path path) throws IOException {
        if (path.equals(STANDARD_INPUT)) {
            return open(path, System.in);
        }
        if (Files.isDirectory(path)) {
            return openDirectory(path);
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            return open(path, Files.newInputStream(path));
        }
        return open(CaptureFile.open(path));
    }

    /**
     * Opens a capture that comes in on a stream, which is read to its end but not closed.
     *
     * @param path what to call it
     */
    public static Capture open(Path path, InputStream stream) throws IOException {
        InputStream source = stream.markSupported() ? stream : new BufferedInputStream(stream);
        return open(readsAsItArrives(source) ? CaptureFile.arriving(path, source) : CaptureFile.copyOf(path, source));
    }

    /**
     * Whether a stream is of a format that is read while it comes in. Its bytes are looked at, not taken.
     *
     * @param stream supports {@link InputStream#mark}
     */
    public static boolean readsAsItArrives(InputStream stream) throws IOException {
        stream.mark(CaptureFormat.HEAD);
        byte[] head = stream.readNBytes(CaptureFormat.STREAM_HEAD);
        stream.reset();
        return FORMATS.stream().anyMatch(format -> format.readsAsItArrives(head));
    }

    private static Capture openDirectory(Path path) throws IOException {
        for (CaptureDirectory kind : DIRECTORIES) {
            if (kind.recognises(path)) {
                return kind.open(path);
            }
        }
        String names = DIRECTORIES.stream().map(CaptureDirectory::name).collect(Collectors.joining(", "));
        throw new MalformedCaptureException(
                path.toString(), "", 0, "a directory without files of a capture", "a capture (" + names + ")");
    }

    private static Capture open(CaptureFile file) throws IOException {
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
        String names = Stream.concat(
                        FORMATS.stream().map(CaptureFormat::name),
                        DIRECTORIES.stream().map(kind -> "a directory of " + kind.name()))
                .distinct()
                .collect(Collectors.joining(", "));
        return new MalformedCaptureException(file.name(), "", 0, found, "a capture (" + names + ")");
    }
}
