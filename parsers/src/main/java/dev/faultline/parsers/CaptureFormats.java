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
import dev.faultline.parsers.schema.EventSchema;
import dev.faultline.parsers.schema.GivenFormats;
import dev.faultline.parsers.text.TextFormat;
import dev.faultline.parsers.text.WrappedText;
import dev.faultline.parsers.tracedat.TraceDatFormat;
import dev.faultline.parsers.tracefs.FormatFiles;
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
import org.jspecify.annotations.Nullable;

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
        return open(path, (GivenFormats) null);
    }

    /**
     * As {@link #open(Path)}, with formats for a text; a capture that has its own does not need them.
     *
     * @param given formats of the text's events; {@code null} for those beside it or of its kernel
     */
    public static Capture open(Path path, @Nullable GivenFormats given) throws IOException {
        if (path.equals(STANDARD_INPUT)) {
            return open(path, System.in, given);
        }
        if (Files.isDirectory(path)) {
            return openDirectory(path);
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            return open(path, Files.newInputStream(path), given);
        }
        return open(CaptureFile.open(path), given);
    }

    /**
     * The formats that a file or directory has: format files below {@code events}, an archive of them, or a capture.
     *
     * @throws MalformedCaptureException when it has none
     */
    public static GivenFormats formats(Path path) throws IOException {
        if (Files.isDirectory(path) || FormatFiles.isArchive(path)) {
            GivenFormats found = FormatFiles.read(path);
            if (found != null) {
                return found;
            }
        }
        try (Capture capture = open(path)) {
            List<EventSchema> events =
                    capture.schemas().stream().filter(event -> event.id() >= 0).toList();
            return new GivenFormats(events, capture.info().kernelRelease(), path.toString());
        }
    }

    /**
     * Opens a capture that comes in on a stream, which is read to its end but not closed.
     *
     * @param path what to call it
     */
    public static Capture open(Path path, InputStream stream) throws IOException {
        return open(path, stream, null);
    }

    private static Capture open(Path path, InputStream stream, @Nullable GivenFormats given) throws IOException {
        InputStream source = stream.markSupported() ? stream : new BufferedInputStream(stream);
        return open(
                readsAsItArrives(source) ? CaptureFile.arriving(path, source) : CaptureFile.copyOf(path, source),
                given);
    }

    private static List<CaptureFormat> formats(@Nullable GivenFormats given) {
        return given == null
                ? FORMATS
                : FORMATS.stream().map(format -> with(format, given)).toList();
    }

    private static CaptureFormat with(CaptureFormat format, GivenFormats given) {
        if (format instanceof TextFormat) {
            return new TextFormat(given);
        }
        return format instanceof WrappedText ? new WrappedText(given) : format;
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

    /**
     * Whether a stream is text of ftrace or perf script that {@link dev.faultline.parsers.text.GrowingText} can read while it
     * comes in: not packed, and not wrapped in HTML. Its bytes are looked at, not taken.
     *
     * @param stream supports {@link InputStream#mark}
     */
    public static boolean isText(InputStream stream) throws IOException {
        stream.mark(CaptureFormat.HEAD);
        byte[] head = stream.readNBytes(CaptureFormat.HEAD);
        stream.reset();
        return !CaptureFile.isPacked(head)
                && FORMATS.stream()
                        .filter(format -> format.recognises(head))
                        .findFirst()
                        .filter(TextFormat.class::isInstance)
                        .isPresent();
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

    private static Capture open(CaptureFile file, @Nullable GivenFormats given) throws IOException {
        boolean handedOver = false;
        try {
            byte[] room = new byte[CaptureFormat.HEAD];
            byte[] head = Arrays.copyOf(room, file.read(0, room, 0, room.length));
            System.arraycopy(room, 0, head, 0, head.length);
            for (CaptureFormat format : formats(given)) {
                if (format.recognises(head)) {
                    Capture capture = format.open(file);
                    handedOver = true;
                    return capture;
                }
            }
            Capture raw = Files.isRegularFile(file.path()) ? new TracefsDirectory().openRawFile(file.path()) : null;
            if (raw != null) {
                return raw; // it opens the file once more
            }
            throw unknown(file, head);
        } finally {
            if (!handedOver) {
                file.close();
            }
        }
    }

    private static MalformedCaptureException unknown(CaptureFile file, byte[] head) throws IOException {
        String found = head.length == 0
                ? "an empty file"
                : "first bytes " + HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(8, head.length));
        String names = Stream.concat(
                        FORMATS.stream().map(CaptureFormat::name),
                        DIRECTORIES.stream().map(kind -> "a directory of " + kind.name()))
                .distinct()
                .collect(Collectors.joining(", "));
        Path parent = file.path().toAbsolutePath().getParent();
        boolean part = parent != null && Files.isRegularFile(file.path()) && isCapture(parent);
        String whole = part ? "; the directory it lies in looks like one" : "";
        return new MalformedCaptureException(file.name(), "", 0, found, "a capture (" + names + ")" + whole);
    }
}
