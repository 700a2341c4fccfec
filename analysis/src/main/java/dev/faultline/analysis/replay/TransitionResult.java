// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.replay;

/**
 * How often the replay took one transition of the model.
 *
 * @param id the transition
 * @param title what it is, and what it requires
 * @param taken how often the capture shows it
 * @param impossible how often the capture shows it where a correct kernel cannot take it
 */
public record TransitionResult(String id, String title, long taken, long impossible) {}
