// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.faultline.samples;

import org.jspecify.annotations.NullMarked;
