// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints the rows of a result as they come. */
interface RowWriter {
    void columns(List<String> names);

    void row(@Nullable Object[] values);

    /** After the last row. */
    void end();
}
