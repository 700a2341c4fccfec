// SPDX-License-Identifier: Apache-2.0
/** The ledger against files of /proc that were made for it. */
@NullMarked
package dev.faultline.analysis.ledger;

import org.jspecify.annotations.NullMarked;
