// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.faultline.parsers.metadata;

import org.jspecify.annotations.NullMarked;
