// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import java.io.IOException;

/** Compares views with something counted independently, capture by capture. */
interface ViewCheck {
    /** Compares one capture; what does not apply to it is left alone. Called once per capture, in the order of their names. */
    void check(CheckedCapture capture) throws IOException;

    /** Whether texts and raw pages are compared too: they lack what was not printed, and mostly what was counted beside them. */
    default boolean readsDumps() {
        return false;
    }

    /** After the last capture: prints what was compared, and fails when too little was; with {@code -Dgolden=update} writes. */
    void finish();

    /** After the last of some captures only: with {@code -Dgolden=update} writes what these showed, and keeps the rest. */
    default void writeSome() {}
}
