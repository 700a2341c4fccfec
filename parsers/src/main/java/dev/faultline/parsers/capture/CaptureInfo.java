// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a capture says about itself. A fact the capture does not state is {@code null}, never a guess.
 *
 * @param path the file or directory as the user named it
 * @param format the format's name, for example {@code trace.dat}
 * @param version the format's version as written in the file, for example {@code 7}
 * @param byteOrder byte order of the recorded machine
 * @param longSize bytes of the recorded kernel's {@code long} (size of the header page's {@code commit} field)
 * @param pageSize page size of the recorded machine in bytes
 * @param kernelRelease {@code uname -r} of the recorded kernel
 * @param machine {@code uname -m}
 * @param hostname {@code uname -n}
 * @param clock trace clock of the main buffer, for example {@code mono}
 * @param clockUnit whether {@code ts} is in nanoseconds or in raw counts of that clock
 * @param commandLine command that recorded the capture
 * @param tool tool and version that wrote the capture
 * @param details everything else the container states (option name to text), in file order
 */
public record CaptureInfo(
        Path path,
        String format,
        String version,
        ByteOrder byteOrder,
        int longSize,
        int pageSize,
        @Nullable String kernelRelease,
        @Nullable String machine,
        @Nullable String hostname,
        @Nullable String clock,
        ClockUnit clockUnit,
        @Nullable String commandLine,
        @Nullable String tool,
        Map<String, String> details) {
    /** The same capture after its counts were turned into {@code unit}. */
    public CaptureInfo withClockUnit(ClockUnit unit) {
        return new CaptureInfo(
                path,
                format,
                version,
                byteOrder,
                longSize,
                pageSize,
                kernelRelease,
                machine,
                hostname,
                clock,
                unit,
                commandLine,
                tool,
                details);
    }
}
