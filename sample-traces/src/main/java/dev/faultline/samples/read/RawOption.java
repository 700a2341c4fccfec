// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.read;

/**
 * An option of a trace.dat.
 *
 * @param id option id (formats.md B.1.3)
 * @param data its bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawOption(int id, byte[] data) {}
