package mizan;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.HttpMethodMapping;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import mizan.email.EmailAddress;
import mizan.email.EmailFingerprint;

/** Rules for dependencies and names. A rule that matches nothing fails, so renaming a package cannot disable it. */
@AnalyzeClasses(
        packages = "mizan",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeGenerated.class})
class ArchitectureTest {

    @ArchTest
    static final ArchRule layersDependOnLowerLayersOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("command, console, embed")
            .definedBy("mizan.embed..", "mizan.command..", "mizan.console..")
            .layer("submission")
            .definedBy("mizan.submission..")
            .layer("screening")
            .definedBy("mizan.screening..")
            .layer("scoring")
            .definedBy("mizan.scoring..")
            .layer("moderation")
            .definedBy("mizan.moderation..")
            .layer("publication")
            .definedBy("mizan.publication..")
            .layer("privacy")
            .definedBy("mizan.privacy..")
            .layer("mail")
            .definedBy("mizan.mail..")
            .layer("rotation")
            .definedBy("mizan.rotation..")
            .layer("administration")
            .definedBy("mizan.administration..")
            .layer("transfer")
            .definedBy("mizan.transfer..")
            .layer("openid")
            .definedBy("mizan.openid..")
            .layer("webhook")
            .definedBy("mizan.webhook..")
            .layer("moderator")
            .definedBy("mizan.moderator..")
            .layer("outbox")
            .definedBy("mizan.outbox..")
            .layer("comment")
            .definedBy("mizan.comment..")
            .layer("audit")
            .definedBy("mizan.audit..")
            .layer("site")
            .definedBy("mizan.site..")
            .layer("email")
            .definedBy("mizan.email..")
            .layer("text")
            .definedBy("mizan.text..")
            .layer("platform")
            .definedBy("mizan.platform..")
            .whereLayer("command, console, embed")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("submission")
            .mayOnlyBeAccessedByLayers("command, console, embed")
            .whereLayer("scoring")
            .mayOnlyBeAccessedByLayers("command, console, embed")
            .whereLayer("scoring")
            .mayOnlyAccessLayers("screening", "moderator", "audit", "site", "platform")
            .whereLayer("screening")
            .mayOnlyBeAccessedByLayers("command, console, embed", "submission", "moderation", "scoring")
            .whereLayer("screening")
            .mayOnlyAccessLayers("site", "text", "platform")
            // A report of a reader can take a comment back into the queue.
            .whereLayer("moderation")
            .mayOnlyBeAccessedByLayers("command, console, embed", "submission")
            .whereLayer("publication")
            .mayOnlyBeAccessedByLayers("command, console, embed")
            .whereLayer("privacy")
            .mayOnlyBeAccessedByLayers("command, console, embed")
            .whereLayer("mail")
            .mayOnlyBeAccessedByLayers("command, console, embed", "submission", "privacy")
            .whereLayer("mail")
            .mayOnlyAccessLayers("moderator", "comment", "audit", "site", "email", "text", "platform")
            .whereLayer("rotation")
            .mayOnlyBeAccessedByLayers("command, console, embed")
            .whereLayer("rotation")
            .mayOnlyAccessLayers("comment", "audit", "email", "platform")
            .whereLayer("transfer")
            .mayOnlyBeAccessedByLayers("command, console, embed")
            .whereLayer("webhook")
            .mayOnlyBeAccessedByLayers("command, console, embed")
            .whereLayer("webhook")
            .mayOnlyAccessLayers("moderator", "outbox", "audit", "site", "email", "platform")
            .whereLayer("administration")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("openid")
            .mayOnlyAccessLayers("moderator", "site", "platform")
            .whereLayer("openid")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("moderator")
            .mayOnlyAccessLayers("audit", "site", "text", "platform")
            .whereLayer("outbox")
            .mayOnlyAccessLayers("platform")
            .whereLayer("comment")
            .mayOnlyAccessLayers("email", "text", "platform")
            .whereLayer("audit")
            .mayOnlyAccessLayers("platform")
            .whereLayer("site")
            .mayOnlyAccessLayers("platform")
            .whereLayer("email")
            .mayOnlyAccessLayers("text", "platform")
            .whereLayer("text")
            .mayNotAccessAnyLayer()
            .whereLayer("platform")
            .mayOnlyAccessLayers("text")
            .ensureAllClassesAreContainedInArchitectureIgnoring(Application.class.getPackageName());

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("mizan.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("mizan.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule controllersAndRepositoriesArePackagePrivate = classes()
            .that()
            .areAnnotatedWith(Controller.class)
            .or()
            .areAnnotatedWith(JdbcRepository.class)
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule commonsValidatorAndTinkAreUsedByEmailOnly = noClasses()
            .that()
            .resideOutsideOfPackage("mizan.email..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.commons.validator..", "com.google.crypto.tink..");

    @ArchTest
    static final ArchRule icuIsUsedByTextOnly = noClasses()
            .that()
            .resideOutsideOfPackage("mizan.text..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.ibm.icu..");

    @ArchTest
    static final ArchRule storedAndSentRecordsHaveNoEmailAddress = noFields()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Introspected.class)
            .should()
            .haveRawType(EmailAddress.class)
            .orShould()
            .haveRawType(EmailFingerprint.class);

    @ArchTest
    static final ArchRule emailAddressHasNoSerializer =
            classes().that().areAssignableTo(EmailAddress.class).should().notBeAnnotatedWith(Introspected.class);

    @ArchTest
    static final ArchRule emailAddressValueIsReadByEmailOnly = noClasses()
            .that()
            .resideOutsideOfPackages("mizan.email..")
            .should()
            .callMethod(EmailAddress.class, "value");

    @ArchTest
    static final ArchRule timeComesFromTheInjectedClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("mizan.platform.SharedClock")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule dependenciesAreInjectedThroughConstructors =
            noFields().that(alwaysTrue()).should().beAnnotatedWith(Inject.class);

    @ArchTest
    static final ArchRule classNamesHaveNoGenericSuffix = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Service|DTO|Dto|Info|(?<!Personal)Data)");

    @ArchTest
    static final ArchRule standardStreamsAreUsedByTheStartupBannerOnly = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("mizan.command.StartupBanner")
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule methodsHaveAtMostFiveParameters = methods()
            .that()
            .areNotMetaAnnotatedWith(HttpMethodMapping.class)
            .and()
            // Micronaut Data binds no properties of a record: a filter is unpacked once, by this repository.
            .areNotDeclaredIn("mizan.moderation.queue.QueuePositionRepository")
            .and()
            // Logback's signature.
            .areNotDeclaredIn("mizan.platform.job.OutageLogFilter")
            .and()
            .areNotDeclaredIn("mizan.platform.SecretLogFilter")
            .should(new ArchCondition<>("have at most five parameters") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    int parameters = method.getRawParameterTypes().size();
                    events.add(new SimpleConditionEvent(
                            method, parameters <= 5, method.getFullName() + " has " + parameters + " parameters"));
                }
            });

    /** Excludes generated classes: Micronaut's names start with a dollar sign or contain {@code $Intercepted}. */
    static final class DoNotIncludeGenerated implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/$") && !location.contains("$Intercepted");
        }
    }
}
