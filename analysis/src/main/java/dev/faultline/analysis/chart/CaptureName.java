// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.chart;

/** What a capture is called where there is no room for its path. */
public final class CaptureName {
    private CaptureName() {}

    /** File and folder, because many captures are called trace.dat: {@code ext4-write/trace.dat}. */
    public static String of(String path) {
        int slash = path.lastIndexOf('/');
        return path.substring(path.lastIndexOf('/', slash - 1) + 1);
    }
}
