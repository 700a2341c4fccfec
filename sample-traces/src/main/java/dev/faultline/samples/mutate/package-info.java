// SPDX-License-Identifier: Apache-2.0
/**
 * Real and generated captures broken in known ways: a capture's records are read with the independent reader, one
 * operator names the records to change, and the independent writer writes all the others as they were.
 */
@NullMarked
package dev.faultline.samples.mutate;

import org.jspecify.annotations.NullMarked;
