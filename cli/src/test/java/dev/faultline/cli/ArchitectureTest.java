// SPDX-License-Identifier: Apache-2.0
package dev.faultline.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What this module may know, and what only it may know. */
class ArchitectureTest {
    private static final String CLI = "dev.faultline.cli..";

    private final JavaClasses all = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.faultline");

    @TestFactory
    Stream<DynamicTest> rules() {
        return Stream.of(
                        noClasses()
                                .that()
                                .resideInAPackage(CLI)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "java.sql..", "org.duckdb..", "org.apache.arrow..", "org.jfree..", "java.awt..")
                                .as("cli knows no JDBC, no Arrow and no drawing: analysis has a word for each"),
                        noClasses()
                                .that()
                                .resideOutsideOfPackage(CLI)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("picocli..", CLI)
                                .as("only cli knows picocli, and nothing knows cli"),
                        noClasses()
                                .that()
                                .doNotHaveFullyQualifiedName("dev.faultline.cli.Main")
                                .should()
                                .accessField(System.class, "out")
                                .orShould()
                                .accessField(System.class, "err")
                                .orShould()
                                .callMethod(System.class, "exit", int.class)
                                .as("only Main touches the process: all else is given a Console"),
                        noClasses()
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("java.net.http..", "java.net.Socket")
                                .as("no network, ever"),
                        classes()
                                .that()
                                .resideInAPackage(CLI)
                                .and()
                                .haveSimpleNameEndingWith("Command")
                                .should()
                                .haveOnlyFinalFields()
                                .orShould()
                                .notBePublic()
                                .as("commands are no API"))
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(all)));
    }
}
