// SPDX-License-Identifier: Apache-2.0
/** Books of dirty pages: what became dirty, what became of it, and whether independent counts agree. */
@NullMarked
package dev.faultline.analysis.ledger;

import org.jspecify.annotations.NullMarked;
