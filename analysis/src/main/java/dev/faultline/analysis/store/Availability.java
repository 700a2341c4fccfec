// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.store;

/** What a capture can say about an event. Only {@link #RECORDED} and a coverage argument support a claim of absence. */
public enum Availability {
    /** The capture declares it and has records of it. */
    RECORDED,
    /** The capture declares it and has no record of it: switched off, filtered out, or it never happened. */
    SILENT,
    /** The capture does not declare it: that kernel has no such event. */
    ABSENT
}
