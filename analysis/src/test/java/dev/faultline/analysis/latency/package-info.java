// SPDX-License-Identifier: Apache-2.0
/** Tests of latency: statistics against distributions that are known. */
@NullMarked
package dev.faultline.analysis.latency;

import org.jspecify.annotations.NullMarked;
