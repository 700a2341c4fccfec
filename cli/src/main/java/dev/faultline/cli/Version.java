// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: Faultline's version, then what decides what its stores and exports look like. */
final class Version implements IVersionProvider {
    /** Picocli makes it by reflection. */
    Version() {}

    @Override
    public String[] getVersion() throws IOException {
        Properties built = built();
        return new String[] {
            "faultline " + built.getProperty("version"),
            "DuckDB " + built.getProperty("duckdb") + ", Arrow " + built.getProperty("arrow"),
            "Java " + Runtime.version() + " (" + System.getProperty("java.home") + ")"
        };
    }

    /** Faultline's own version. */
    static String number() throws IOException {
        return built().getProperty("version");
    }

    private static Properties built() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
            if (file == null) {
                throw new IOException("version.properties is not in the jar");
            }
            properties.load(file);
        }
        return properties;
    }
}
