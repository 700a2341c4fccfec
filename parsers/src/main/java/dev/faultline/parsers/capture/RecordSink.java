// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

/** Takes the records of a scan. */
public interface RecordSink {}
