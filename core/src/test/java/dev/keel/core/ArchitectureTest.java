package dev.keel.core;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What makes the core replayable: it depends on nothing, and on no clock, chance or thread. */
class ArchitectureTest {

    private static final JavaClasses CORE =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages("dev.keel.core");

    private static final Set<String> FLOATING =
            Set.of(
                    "double",
                    "float",
                    "[D",
                    "[F",
                    "[[D",
                    "[[F",
                    Double.class.getName(),
                    Float.class.getName());

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("dev.keel.core.(**)").should().beFreeOfCycles());
    }

    @Test
    void dependsOnlyOnTheJdkAndJSpecify() {
        check(
                classes()
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage("java..", "org.jspecify..", "dev.keel.core.."));
    }

    @Test
    void reachesNeitherFilesNorNetworkNorDatabase() {
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.net..",
                                "java.nio.file..",
                                "java.sql..",
                                "java.util.logging.."));
    }

    @Test
    void readsNoClock() {
        check(
                noUseOf("java\\.time\\..*", "now"),
                noUseOf(System.class, "currentTimeMillis|nanoTime"),
                noUseOf(Clock.class, "system.*|tick.*"),
                noUseOf(Date.class, "<init>"));
    }

    @Test
    void drawsNoUnseededRandomNumber() {
        check(
                noUseOf(Math.class, "random"),
                noUseOf(UUID.class, "randomUUID"),
                noUseOf(ThreadLocalRandom.class, "current"),
                noUseOf(SecureRandom.class, ".*"),
                noClasses().should().callConstructor(Random.class),
                noClasses().should().callConstructor(SplittableRandom.class));
    }

    @Test
    void startsNoThread() {
        check(
                noUseOf(Thread.class, "<init>|of.*|startVirtualThread|sleep"),
                noUseOf(Executors.class, ".*"),
                noUseOf(CompletableFuture.class, ".*Async"),
                noClasses().should().dependOnClassesThat().areAssignableTo(ForkJoinPool.class),
                noClasses().should().dependOnClassesThat().areAssignableTo(ThreadFactory.class),
                noClasses().should().dependOnClassesThat().areAssignableTo(Timer.class));
    }

    @Test
    void asksNothingOfTheMachine() {
        check(
                noUseOf(System.class, "getenv|getProperty|getProperties|exit"),
                noUseOf(ZoneId.class, "systemDefault"),
                noUseOf(Locale.class, "getDefault"),
                noUseOf(TimeZone.class, "getDefault"));
    }

    @Test
    void keepsMoneyOutOfFloatingPoint() {
        DescribedPredicate<JavaClass> floating =
                DescribedPredicate.describe(
                        "a floating-point type", type -> FLOATING.contains(type.getName()));

        check(
                noFields()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideInAnyPackage(
                                "dev.keel.core.money..",
                                "dev.keel.core.ledger..",
                                "dev.keel.core.order..",
                                "dev.keel.core.account..",
                                "dev.keel.core.risk..")
                        .should()
                        .haveRawType(floating));
    }

    private static void check(ArchRule... rules) {
        CompositeArchRule.of(List.of(rules)).allowEmptyShould(true).check(CORE);
    }

    private static ArchRule noUseOf(Class<?> type, String method) {
        return noUseOf(type.getName().replace(".", "\\."), method);
    }

    /**
     * Forbids calls of a method and references to it. Both arguments are regular expressions; a
     * constructor's name is {@code <init>}.
     */
    private static ArchRule noUseOf(String type, String method) {
        DescribedPredicate<JavaAccess<?>> use =
                target(owner(nameMatching(type))).and(target(nameMatching(method)));
        return noClasses().should().accessTargetWhere(use);
    }
}
