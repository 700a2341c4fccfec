// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * Pages the kernel's own counters must have moved by during the capture, derived from the events.
 *
 * @param dirtied what NR_DIRTIED grows by: dirty accounting less redirtying [pages]
 * @param written what NR_WRITTEN grows by: ended writeback [pages]
 * @param dirtyEvents dirty accounting events seen
 * @param writtenEvents ends of writeback seen
 * @param inFlight pages whose writeback started and had not ended when the capture did; 0 says that the end was quiet [pages]
 * @param lowerBound whether a folio of unknown size was counted as one page, or events were lost
 */
public record Counters(
        long dirtied, long written, long dirtyEvents, long writtenEvents, long inFlight, boolean lowerBound) {}
