// SPDX-License-Identifier: Apache-2.0
/** Latency of page faults and of page_mkwrite: distributions, what the time went into, the slowest calls, comparison of captures. */
@NullMarked
package dev.faultline.analysis.latency;

import org.jspecify.annotations.NullMarked;
