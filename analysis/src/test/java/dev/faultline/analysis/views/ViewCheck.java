// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.views;

import java.io.IOException;

/** Compares views with something counted independently, capture by capture. */
interface ViewCheck {
    /** Compares one capture; what does not apply to it is left alone. Called once per capture, in the order of their names. */
    void check(CheckedCapture capture) throws IOException;

    /** After the last capture: prints what was compared, and fails when too little was. */
    void finish();
}
