// SPDX-License-Identifier: Apache-2.0
/** Rules and model on captures that were broken in known ways. */
@NullMarked
package dev.faultline.analysis.mutate;

import org.jspecify.annotations.NullMarked;
