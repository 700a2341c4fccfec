// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.faultline.analysis.beside;

import org.jspecify.annotations.NullMarked;
