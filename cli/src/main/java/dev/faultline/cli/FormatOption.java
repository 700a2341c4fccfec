// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import picocli.CommandLine.Option;

/** {@code --format} of the commands that answer people or programs. */
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json. Default: ${DEFAULT-VALUE}.")
    private TextFormat format = TextFormat.TEXT;

    /** Whether a program reads the answer. */
    boolean json() {
        return format == TextFormat.JSON;
    }
}
