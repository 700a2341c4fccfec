// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * View {@code sample_frame} against the callchains that {@code perf script} printed on the recording machine: of a frame in
 * a file its place there and the file, of others the address.
 */
final class Callchains implements ViewCheck {
    private static final long FLOOR = 71_000;
    /** After exec the stack still tells of the program before: its mappings are gone, perf names them none the less. */
    private static final long LEFT_BY_EXEC = 10;

    private static final Pattern HEAD = Pattern.compile("\\s*.*?\\s+(-?\\d+)\\s+\\[\\d+\\]\\s+(\\d+)\\.(\\d{9}):.*");
    private static final Pattern FRAME = Pattern.compile("\\s+([0-9a-f]+) .* \\((.*)\\)");

    private long frames;
    private long files;
    private long unnamed;

    /** A frame as printed, or as the view has it. */
    private record Frame(long ts, long tid, String place, String dso) {}

    @Override
    public void check(CheckedCapture capture) throws IOException {
        Path oracle = capture.file().resolveSibling("oracle/full_script.txt.zst");
        if (!Files.exists(oracle)) {
            return;
        }
        List<Frame> printed = printed(oracle);
        List<Frame> rows = rows(capture);
        assertThat(rows).as(capture.name()).hasSameSizeAs(printed);
        for (int i = 0; i < rows.size(); i++) {
            Frame row = rows.get(i);
            Frame line = printed.get(i);
            boolean left = row.dso.isEmpty() && !line.dso.isEmpty();
            unnamed += left ? 1 : 0;
            assertThat(row)
                    .as("frame %d of %s", i, capture.name())
                    .isEqualTo(left ? new Frame(line.ts, line.tid, row.place, "") : line);
            frames++;
            files += row.dso.startsWith("/") ? 1 : 0;
        }
        System.out.printf("callchains %s: %d frames%n", capture.name(), rows.size());
    }

    /** Frames in the order of time; perf prints late samples late. */
    private static List<Frame> printed(Path packed) throws IOException {
        List<Frame> frames = new ArrayList<>();
        long ts = 0;
        long tid = 0;
        try (InputStream in = new ZstdInputStream(Files.newInputStream(packed))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).split("\n")) {
                Matcher frame = FRAME.matcher(line);
                Matcher head = HEAD.matcher(line);
                if (line.startsWith("\t") && frame.matches()) {
                    String dso = frame.group(2);
                    frames.add(new Frame(ts, tid, frame.group(1), dso.equals("[unknown]") ? "" : dso));
                } else if (head.matches()) {
                    ts = Long.parseLong(head.group(2) + head.group(3));
                    tid = Long.parseLong(head.group(1));
                }
            }
        }
        frames.sort(Comparator.comparingLong(Frame::ts));
        return frames;
    }

    private static List<Frame> rows(CheckedCapture capture) {
        List<Frame> frames = new ArrayList<>();
        List<@Nullable Object[]> rows = capture.rows("""
                        SELECT
                          ts,
                          tid,
                          printf('%x', CASE WHEN context = 'user' AND dso IS NOT NULL THEN dso_offset ELSE address END),
                          CASE WHEN context = 'kernel' THEN '[kernel.kallsyms]' ELSE COALESCE(dso, '') END
                        FROM sample_frame
                        WHERE capture_id = :id
                        ORDER BY ts, sample_id, depth
                        """);
        for (@Nullable Object[] row : rows) {
            frames.add(new Frame(number(row[0]), number(row[1]), String.valueOf(row[2]), String.valueOf(row[3])));
        }
        return frames;
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : -1;
    }

    @Override
    public void finish() {
        System.out.printf("callchains: %d frames, %d in files, %d unnamed after exec%n", frames, files, unnamed);
        assertThat(frames).isGreaterThanOrEqualTo(FLOOR);
        assertThat(files).isGreaterThanOrEqualTo(5_500);
        assertThat(unnamed).isLessThanOrEqualTo(LEFT_BY_EXEC);
    }
}
