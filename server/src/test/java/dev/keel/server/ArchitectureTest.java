package dev.keel.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the modules may lean on each other: downwards only, and never sideways. */
class ArchitectureTest {

    private static final JavaClasses KEEL =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages("dev.keel");

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("dev.keel.(**)").should().beFreeOfCycles());
    }

    @Test
    void modulesDependDownwardsOnly() {
        check(
                independent(
                        "dev.keel.core..",
                        "dev.keel.signals..",
                        "dev.keel.sim..",
                        "dev.keel.ledger..",
                        "dev.keel.venues.."));
        check(independent("dev.keel.signals..", "dev.keel.sim..", "dev.keel.ledger.."));
        check(independent("dev.keel.sim..", "dev.keel.signals..", "dev.keel.ledger.."));
        check(independent("dev.keel.ledger..", "dev.keel.signals..", "dev.keel.sim.."));
    }

    @Test
    void connectorsDependOnTheCoreAndNeverOnEachOther() {
        check(
                independent(
                        "dev.keel.venues..",
                        "dev.keel.signals..",
                        "dev.keel.sim..",
                        "dev.keel.ledger.."));
        String ccxt = "dev.keel.venues.ccxt..";
        String fix = "dev.keel.venues.fix..";
        String metatrader = "dev.keel.venues.metatrader..";
        String certification = "dev.keel.venues.certification..";
        check(independent("dev.keel.venues.connector..", ccxt, fix, metatrader, certification));
        check(independent("dev.keel.venues.simulator..", ccxt, fix, metatrader, certification));
        check(independent(ccxt, fix, metatrader, certification));
        check(independent(fix, ccxt, metatrader, certification));
        check(independent(metatrader, ccxt, fix, certification));
    }

    @Test
    void nothingDependsOnTheServer() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.keel.server..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.keel.server.."));
    }

    @Test
    void onlyTheServerKnowsTheFramework() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.keel.server..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.springframework..", "jakarta.."));
    }

    @Test
    void shipsNothingOfTheTestKit() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.keel.testkit..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.keel.testkit.."));
    }

    @Test
    void everyPackageOfEveryModuleIsDescribedAndNullMarked() throws IOException {
        List<Path> packages = sourcePackages();

        assertThat(packages).hasSizeGreaterThanOrEqualTo(7);
        assertThat(packages).allSatisfy(ArchitectureTest::assertDescribed);
    }

    private static void assertDescribed(Path folder) {
        Path description = folder.resolve("package-info.java");

        assertThat(description).isRegularFile();
        assertThat(description).content().contains("/**").containsPattern("(?m)^@NullMarked$");
    }

    /** The folders with Java files below every module's {@code src/main/java}. */
    private static List<Path> sourcePackages() throws IOException {
        Path root = Path.of("..").toRealPath();
        try (Stream<Path> modules = Files.list(root);
                Stream<Path> venues = Files.list(root.resolve("venues"))) {
            return Stream.concat(modules, venues)
                    .map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(ArchitectureTest::foldersWithSources)
                    .toList();
        }
    }

    private static Stream<Path> foldersWithSources(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArchRule independent(String module, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(KEEL);
    }
}
