// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import picocli.CommandLine.Option;

/** Options of every command. What they do is done by picocli and by {@link Failures}. */
final class CommonOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 900,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = "--debug",
            order = 901,
            description = "When something fails, also show where in Faultline it failed.")
    private boolean debug;

    /** Whether help is asked for, which picocli answers itself. */
    boolean help() {
        return help;
    }

    /** Whether failures are shown in full. */
    boolean debug() {
        return debug;
    }
}
