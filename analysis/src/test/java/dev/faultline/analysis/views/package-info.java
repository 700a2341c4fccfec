// SPDX-License-Identifier: Apache-2.0
/** The concept views on real captures: every view on every capture of the corpus, and what its rows are compared with. */
@NullMarked
package dev.faultline.analysis.views;

import org.jspecify.annotations.NullMarked;
