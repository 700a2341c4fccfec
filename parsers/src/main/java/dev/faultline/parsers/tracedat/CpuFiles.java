// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.tracedat;

import dev.faultline.parsers.capture.Buffer;
import dev.faultline.parsers.capture.IssueKind;
import dev.faultline.parsers.io.CaptureFile;
import dev.faultline.parsers.io.MalformedCaptureException;
import dev.faultline.parsers.ringbuffer.CpuBuffer;
import dev.faultline.parsers.ringbuffer.StoredCpuBuffer;
import dev.faultline.parsers.schema.HeaderPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files {@code NAME.cpuN} and {@code NAME.INSTANCE.cpuN} that trace-cmd fills while it records and puts into the
 * capture at its end (trace-cmd tracecmd/trace-record.c, {@code get_temp_file()}). They are still there when it died before
 * that; a capture with the metadata alone then comes from {@code trace-cmd restore -c}.
 */
final class CpuFiles {
    private static final Pattern NAME = Pattern.compile("(.+?)\\.cpu([0-9]{1,5})(?:\\.(?:gz|xz|zst|bz2))?");
    private static final Pattern PACKED = Pattern.compile("\\.(?:gz|xz|zst|bz2)$");

    private final Contents contents;
    /** Files by cpu, by what stands before {@code .cpuN}. */
    private final Map<String, Map<Integer, Path>> found = new TreeMap<>();

    private CpuFiles(Contents contents) {
        this.contents = contents;
    }

    /** Adds the buffers whose files lie beside a capture that has no records of its own. */
    static void add(Contents contents, List<Buffer> list, List<CpuBuffer> cpus) throws IOException {
        HeaderPage page = contents.headerPage;
        Path directory = contents.file.path().toAbsolutePath().getParent();
        if (page == null || directory == null || !Files.isDirectory(directory)) {
            return;
        }
        CpuFiles files = new CpuFiles(contents);
        files.find(directory);
        String stem =
                files.stem(PACKED.matcher(String.valueOf(contents.file.path().getFileName()))
                        .replaceFirst(""));
        int size = page.dataOffset() + page.dataSize();
        for (Map.Entry<String, Map<Integer, Path>> buffer : files.found.entrySet()) {
            boolean top = buffer.getKey().equals(stem);
            if (top || buffer.getKey().startsWith(stem + ".")) {
                String name = top ? "" : buffer.getKey().substring(stem.length() + 1);
                int id = list.size();
                List<Integer> numbers = new ArrayList<>(buffer.getValue().keySet());
                list.add(new Buffer(id, name, contents.options.clock, size, numbers));
                files.open(buffer.getValue(), id, size, cpus);
            }
        }
    }

    private void find(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
            if (name.matches()) {
                found.computeIfAbsent(name.group(1), stem -> new TreeMap<>())
                        .putIfAbsent(Integer.parseInt(name.group(2)), file);
            }
        }
    }

    /** The capture's own name; of a capture by restore -c, which has another, the only name there is. */
    private String stem(String own) {
        if (found.containsKey(own)) {
            return own;
        }
        List<String> others =
                found.keySet().stream().filter(stem -> stem.endsWith(".dat")).toList();
        return others.size() == 1 ? others.get(0) : own;
    }

    private void open(Map<Integer, Path> files, int buffer, int size, List<CpuBuffer> cpus) throws IOException {
        for (Map.Entry<Integer, Path> entry : files.entrySet()) {
            try {
                CaptureFile file = CaptureFile.open(entry.getValue());
                contents.cpuFiles.add(file);
                contents.packing(file);
                StoredCpuBuffer.Source source =
                        new StoredCpuBuffer.Source(entry.getKey(), buffer, size, file.name(), 0, file.length(), true);
                cpus.add(new StoredCpuBuffer(file, contents.header.order(), source, CpuBuffer.CHUNK));
            } catch (MalformedCaptureException e) {
                contents.unreadable(IssueKind.BAD_SECTION, e);
            }
        }
    }
}
