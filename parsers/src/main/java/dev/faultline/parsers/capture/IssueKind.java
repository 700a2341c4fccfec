// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers.capture;

/** One constant per way a capture can be damaged; each has its sentence. */
public enum IssueKind {
    TRUNCATED("the file ends before the part it declares");

    private final String sentence;

    IssueKind(String sentence) {
        this.sentence = sentence;
    }

    /** What this kind means, as a phrase for people. */
    public String sentence() {
        return sentence;
    }
}
