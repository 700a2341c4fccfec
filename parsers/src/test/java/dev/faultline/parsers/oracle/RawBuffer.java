// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.oracle;

import java.util.Map;

/** One ring buffer: its sub-buffers per cpu, uncompressed, in file order. */
record RawBuffer(String name, int pageSize, Map<Integer, byte[]> cpus) {}
