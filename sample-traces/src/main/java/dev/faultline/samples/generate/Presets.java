// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SPECs that come with the program. */
public final class Presets {
    private static final List<String> NAMES =
            List.of("first", "mkwrite-1m", "writeback-storm", "throttled", "truncate-race", "lockdep", "100m");

    private Presets() {}

    /** Name and title of each. */
    public static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        for (String name : NAMES) {
            titles.put(name, SpecReader.read(text(name), Map.of()).title());
        }
        return titles;
    }

    /** The SPEC of that name as TOML; null if there is none. */
    public static @Nullable String find(String name) {
        return NAMES.contains(name) ? text(name) : null;
    }

    private static String text(String name) {
        String resource = "presets/" + name + ".toml";
        try (InputStream in = Presets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
