// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/**
 * A file of a SPEC.
 *
 * @param written whether its blocks are on the disk, so that a page that is not cached has to be read
 */
record FileSpec(String name, String fileSystem, int pages, boolean written) {}
