// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A standard stream of the process that remembers why it could not be written: {@link PrintStream} only knows that. */
final class ProcessStream extends OutputStream {
    private static final int BUFFER = 1 << 16;

    private final FileOutputStream file;
    private @Nullable IOException failure;

    ProcessStream(FileDescriptor descriptor) {
        file = new FileOutputStream(descriptor);
    }

    /** A buffered UTF-8 printer onto this stream. */
    PrintStream printer() {
        return new PrintStream(new BufferedOutputStream(this, BUFFER), false, StandardCharsets.UTF_8);
    }

    /** Why writing failed; {@code null} when it did not, or when only the reader went away, as {@code head} does. */
    @Nullable
    String failure() {
        IOException seen = failure;
        if (seen == null || String.valueOf(seen.getMessage()).contains("Broken pipe")) {
            return null;
        }
        return seen.getMessage();
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            file.write(bytes, from, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
