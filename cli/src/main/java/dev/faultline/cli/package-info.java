// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.faultline.cli;

import org.jspecify.annotations.NullMarked;
