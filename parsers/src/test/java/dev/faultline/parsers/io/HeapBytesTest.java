// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.io;

import java.nio.ByteOrder;

class HeapBytesTest extends BytesContract {
    @Override
    Bytes bytes(byte[] content, ByteOrder order) {
        return new HeapBytes("memory", "part", content, order);
    }
}
