// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What differs between kernels, as data.
 *
 * @param startsWritebackTwice starting writeback of a folio under writeback is ignored: __folio_start_writeback returns
 *     whether it was set (5.10, 6.1); in 6.12 it is a VM_BUG_ON
 * @param largeFolios a folio can be larger than a page (since 5.16); where its order is not known, it counts as one page
 *     and the sum is a lower bound
 * @param pageShift log2 of the page size
 * @param vmaLocks faults may run under the lock of their vma instead of mmap_lock (since 6.4)
 * @param invalidateLock the mapping itself has the lock that keeps pages out while a range is taken away, and readahead takes it
 *     (since 5.15)
 */
public record KernelProfile(
        boolean startsWritebackTwice, boolean largeFolios, int pageShift, boolean vmaLocks, boolean invalidateLock) {
    private static final Pattern RELEASE = Pattern.compile("^(\\d+)\\.(\\d+)");
    private static final int NO_RELEASE = -1;

    /**
     * The profile of the kernel release a capture names ("6.1.0-56-amd64"); the most permissive one if it names none.
     *
     * @param pageSize page size in bytes, a power of two
     */
    public static KernelProfile of(String release, long pageSize) {
        int version = version(release);
        return new KernelProfile(
                version < 6012,
                version == NO_RELEASE || version >= 5016,
                Long.numberOfTrailingZeros(pageSize),
                version == NO_RELEASE || version >= 6004,
                version >= 5015);
    }

    /** The number of the page that holds an address. */
    long page(long address) {
        return address >>> pageShift;
    }

    /** Where page {@code index} of a file begins [bytes]. */
    long position(long index) {
        return index << pageShift;
    }

    private static int version(String release) {
        Matcher parts = RELEASE.matcher(release);
        return parts.find() ? Integer.parseInt(parts.group(1)) * 1000 + Integer.parseInt(parts.group(2)) : NO_RELEASE;
    }
}
