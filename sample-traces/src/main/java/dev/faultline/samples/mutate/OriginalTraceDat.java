// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.mutate;

import dev.faultline.samples.read.RawBuffer;
import dev.faultline.samples.read.RawEvent;
import dev.faultline.samples.read.RawTraceDat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A trace.dat. */
final class OriginalTraceDat implements Original {
    private final RawTraceDat dat;
    private final List<Track> tracks;

    OriginalTraceDat(RawTraceDat dat) {
        this.dat = dat;
        this.tracks = tracks(dat);
    }

    static List<Track> tracks(RawTraceDat dat) {
        List<Track> all = new ArrayList<>();
        for (RawBuffer buffer : dat.buffers()) {
            buffer.cpus().keySet().stream()
                    .sorted()
                    .forEach(cpu -> all.add(new Track(buffer, cpu, dat.subBuffers(buffer, cpu))));
        }
        return all;
    }

    RawTraceDat dat() {
        return dat;
    }

    @Override
    public String name() {
        return "a trace.dat";
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
    public long tsOffset() {
        return dat.tsOffset();
    }

    @Override
    public int pageSize() {
        return dat.pageSize();
    }

    @Override
    public Set<String> instances() {
        return dat.buffers().stream().map(RawBuffer::name).collect(Collectors.toSet());
    }

    @Override
    public @Nullable String refusal(Reach reach) {
        return null;
    }

    @Override
    public void write(Mutation mutation, Path out) throws IOException {
        Rewriter.write(this, mutation, out);
    }
}
