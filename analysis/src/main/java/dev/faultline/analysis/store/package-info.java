// SPDX-License-Identifier: Apache-2.0
/**
 * Arrow batches to DuckDB tables, and SQL over them.
 *
 * <p>{@link dev.faultline.analysis.store.TraceDatabase} is the way in. Nothing outside this package sees JDBC; names that come from
 * captures reach SQL only through {@link dev.faultline.analysis.store.SqlNames}.
 */
@NullMarked
package dev.faultline.analysis.store;

import org.jspecify.annotations.NullMarked;
