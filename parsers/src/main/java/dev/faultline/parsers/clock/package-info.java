// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.faultline.parsers.clock;

import org.jspecify.annotations.NullMarked;
