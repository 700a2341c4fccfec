// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.faultline.parsers.perfdata;

import org.jspecify.annotations.NullMarked;
