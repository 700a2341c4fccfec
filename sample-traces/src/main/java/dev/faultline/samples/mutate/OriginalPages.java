// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawEvent;
import dev.faultline.samples.read.RawTraceDat;
import dev.faultline.samples.read.RawTracefs;
import dev.faultline.samples.write.Machine;
import dev.faultline.samples.write.RawPagesWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory with raw pages; every other file in it is copied. Packed pages are written unpacked. */
final class OriginalPages implements Original {
    private final Path directory;
    private final RawTraceDat dat;
    private final List<Track> tracks;

    OriginalPages(Path directory, RawTraceDat dat) {
        this.directory = directory;
        this.dat = dat;
        this.tracks = OriginalTraceDat.tracks(dat);
    }

    @Override
    public String name() {
        return "raw pages";
    }

    @Override
    public List<Track> tracks() {
        return tracks;
    }

    @Override
    public Collection<RawEvent> events() {
        return dat.events();
    }

    @Override
    public Set<String> instances() {
        return Set.of();
    }

    @Override
    public @Nullable String refusal(Reach reach) {
        return reach == Reach.BUFFERS ? "a directory of its own would be needed for the other buffer" : null;
    }

    @Override
    public void write(Mutation mutation, Path out) throws IOException {
        List<String> pages = RawTracefs.pages(directory);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                String name = directory.relativize(file).toString();
                Path target = name.isEmpty() ? out : out.resolve(name);
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!pages.contains(name)) {
                    Files.copy(file, target);
                }
            }
        }
        for (String name : pages) {
            pages(name, mutation, out);
        }
    }

    private void pages(String name, Mutation mutation, Path out) throws IOException {
        int cpu = RawTracefs.cpu(name);
        String buffer = RawTracefs.buffer(name);
        String unpacked = name.replaceFirst("\\.(xz|gz|zst)$", "");
        Path target =
                out.resolve(unpacked.replaceFirst("cpu" + cpu + "(?=/trace_pipe_raw$|$)", "cpu" + mutation.cpu(cpu)));
        for (Track track : tracks) {
            if (track.cpu() == cpu && track.buffer().name().equals(buffer)) {
                int size = track.buffer().pageSize();
                try (RawPagesWriter writer =
                        new RawPagesWriter(target, new Machine(dat.order(), dat.longSize()), size)) {
                    new TrackCopy(mutation, 0).write(track, buffer, onto(writer));
                }
            }
        }
    }

    private static TrackCopy.Target onto(RawPagesWriter writer) {
        return new TrackCopy.Target() {
            @Override
            public void same(byte[] subBuffer) throws IOException {
                writer.rawSubBuffer(subBuffer);
            }

            @Override
            public void begin(long ts, long lost) throws IOException {
                writer.lost(lost);
                writer.subBuffer(ts);
            }

            @Override
            public void record(long ts, byte[] payload) throws IOException {
                writer.record(ts, payload, payload.length);
            }

            @Override
            public void end() throws IOException {
                writer.endSubBuffer();
            }
        };
    }
}
