// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.util.List;

/** A command that says which exit codes it can give, so that its help lists them. */
interface ExitCodes {
    /** Commands that answer a question. */
    List<ExitCode> OF_ANSWERS = List.of(ExitCode.DONE, ExitCode.USAGE, ExitCode.UNREADABLE, ExitCode.DEFECT);

    /** Commands that judge. */
    List<ExitCode> OF_VERDICTS = List.of(ExitCode.values());

    List<ExitCode> exitCodes();
}
