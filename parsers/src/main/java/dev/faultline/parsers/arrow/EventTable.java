// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.arrow;

import dev.faultline.parsers.schema.EventSchema;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The table an event fills.
 *
 * @param event the event
 * @param columns column names by position; the first nine are the columns every event table starts with
 * @param schema the same columns as Arrow types
 */
public record EventTable(EventSchema event, List<String> columns, Schema schema) {}
