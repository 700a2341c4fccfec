// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.faultline.parsers.schema;

import org.jspecify.annotations.NullMarked;
