// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.locking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer about locks, as rows.
 *
 * @param name one word, for programs
 * @param title what it shows
 * @param columns names of the columns; times are in units of the capture's clock
 * @param rows the rows, in order
 */
public record LockTable(String name, String title, List<String> columns, List<@Nullable Object[]> rows) {}
