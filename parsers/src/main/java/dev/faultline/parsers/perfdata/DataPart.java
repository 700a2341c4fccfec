// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.perfdata;

import dev.faultline.parsers.io.CaptureFile;

/**
 * Records in a file beside the first one.
 *
 * @param file the file, open
 * @param data where the records are
 */
record DataPart(CaptureFile file, Section data) {}
