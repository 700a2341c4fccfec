// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.faultline.analysis", importOptions = ImportOption.DoNotIncludeTests.class)
class AnalysisArchitectureTest {
    @ArchTest
    static final ArchRule DATABASE_ONLY_IN_STORE = noClasses()
            .that()
            .resideOutsideOfPackage("..analysis.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.duckdb..")
            .because("rules, replay and reports ask TraceDatabase: an upgrade of DuckDB touches one package");

    @ArchTest
    static final ArchRule ARROW_ONLY_IN_STORE_AND_REPLAY = noClasses()
            .that()
            .resideOutsideOfPackages("..analysis.store..", "..analysis.replay..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.arrow..")
            .because("batches are transport: they end in the store");

    @ArchTest
    static final ArchRule CHARTING_ONLY_IN_CHART = noClasses()
            .that()
            .resideOutsideOfPackage("..analysis.chart..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.jfree..", "java.awt..", "org.apache.batik..", "org.apache.pdfbox..", "de.rototor..")
            .because("a chart is data until it is drawn");

    @ArchTest
    static final ArchRule NO_FORMATS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.faultline.parsers.tracedat..", "dev.faultline.parsers.ringbuffer..")
            .because("analysis knows captures, not file formats");

    @ArchTest
    static final ArchRule NO_PRINTING = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .because("only the command line talks to the user");

    @ArchTest
    static final ArchRule NAMES = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helper|Manager|Impl|Toolkit)")
            .because("a function belongs to the type it serves");

    @ArchTest
    static final ArchRule NO_MUTABLE_STATICS =
            classes().should(new NoMutableStatics()).because("results depend on arguments alone");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.faultline.analysis.(*)..")
            .should()
            .beFreeOfCycles()
            .because("each package can be read alone");
}
