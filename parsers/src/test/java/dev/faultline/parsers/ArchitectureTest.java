// SPDX-License-Identifier: Apache-2.0
package dev.faultline.parsers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The order of the packages: each may use only earlier ones. */
class ArchitectureTest {
    private static final String ROOT = "dev.faultline.parsers.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.faultline.parsers");

    private static void mayNotUse(String user, String... used) {
        for (String other : used) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + user)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + other)
                    .because("packages go io, schema, capture, ringbuffer, formats; arrow uses no format")
                    .check(CLASSES);
        }
    }

    @Test
    void packagesUseOnlyEarlierOnes() {
        mayNotUse("io", "schema", "capture", "metadata", "ringbuffer", "tracedat", "perfdata", "tracefs", "arrow");
        mayNotUse("schema", "io", "capture", "metadata", "ringbuffer", "tracedat", "perfdata", "tracefs", "arrow");
        mayNotUse("capture", "metadata", "ringbuffer", "tracedat", "perfdata", "tracefs", "arrow");
        mayNotUse("metadata", "ringbuffer", "tracedat", "perfdata", "tracefs", "arrow");
        mayNotUse("ringbuffer", "tracedat", "perfdata", "tracefs", "arrow");
        mayNotUse("tracedat", "perfdata", "tracefs", "arrow");
        mayNotUse("perfdata", "tracedat", "tracefs", "arrow");
        mayNotUse("tracefs", "tracedat", "perfdata", "arrow");
        mayNotUse("arrow", "ringbuffer", "metadata", "tracedat", "perfdata", "tracefs");
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void librariesStayInTheirPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "arrow")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.arrow..")
                .because("only arrow knows Arrow")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "io")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.ByteBuffer|java\\.nio\\.channels\\..*|com\\.github\\.luben\\..*"
                        + "|org\\.tukaani\\..*|org\\.apache\\.commons\\..*")
                .because("only io opens files and unpacks")
                .check(CLASSES);
    }

    @Test
    void namesAndOutput() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .check(CLASSES);
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("a library prints nothing")
                .check(CLASSES);
    }
}
