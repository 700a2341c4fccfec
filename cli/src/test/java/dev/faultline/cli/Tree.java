// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.nio.file.Path;

/** Places of the source tree. */
final class Tree {
    /** The folder with the aggregator POM. */
    static final Path ROOT =
            Path.of(System.getProperty("faultline.root", "..")).toAbsolutePath().normalize();

    static final Path SAMPLES = ROOT.resolve("sample-traces/traces");

    private Tree() {}
}
