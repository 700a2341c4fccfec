// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.faultline.parsers.capture;

import org.jspecify.annotations.NullMarked;
