// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** One or more {@code CAPTURE} arguments. */
final class CaptureArguments {
    @Parameters(arity = "1..*", paramLabel = "CAPTURE", description = CaptureArgument.MEANING)
    private List<String> captures = new ArrayList<>();

    /** As the user wrote them, in the order of their {@code capture_id}. */
    List<String> texts() {
        return List.copyOf(captures);
    }
}
