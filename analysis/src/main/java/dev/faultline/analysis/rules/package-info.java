// SPDX-License-Identifier: Apache-2.0
/** Rules over views: what was checked, what broke, and what this capture cannot tell. */
@NullMarked
package dev.faultline.analysis.rules;

import org.jspecify.annotations.NullMarked;
