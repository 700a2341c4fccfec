// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Rows of one event, decoded. Whoever receives a batch owns it and closes {@code rows}.
 *
 * @param table the event's table
 * @param rows columns as {@link EventTable#schema()} declares them, but for those that {@link ReadOptions} left out
 */
public record TableBatch(EventTable table, VectorSchemaRoot rows) {}
