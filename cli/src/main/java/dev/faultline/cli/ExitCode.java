// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

/** Every exit code the command gives, and nothing else gives one. */
public enum ExitCode {
    /** The command did its job; for a verdict command: judged, and clean. */
    DONE(0, "done; for check and replay: everything asked was judged, and is clean"),
    /** A rule is violated, or the recording diverges from the model. */
    VIOLATED(1, "check: a rule is violated; replay: the recording diverges from the fault model"),
    /** The request itself cannot be carried out. */
    USAGE(2, "usage: an unknown option, a wrong value, SQL that does not bind, output that cannot be written"),
    /** Nothing violated, but something asked for by name cannot be judged. */
    INCONCLUSIVE(3, "check, replay: nothing is violated, but something asked for by name could not be judged"),
    /** No capture can be read there, or it is damaged and {@code --strict} was given. */
    UNREADABLE(4, "the capture cannot be read, or it is damaged and --strict was given"),
    /** A defect of Faultline. */
    DEFECT(70, "a defect of Faultline; --debug shows where");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The number the shell sees. */
    public int code() {
        return code;
    }

    /** When it is given, as a phrase for people. */
    public String meaning() {
        return meaning;
    }
}
