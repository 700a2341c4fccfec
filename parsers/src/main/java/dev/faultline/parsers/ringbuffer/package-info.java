// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.faultline.parsers.ringbuffer;

import org.jspecify.annotations.NullMarked;
