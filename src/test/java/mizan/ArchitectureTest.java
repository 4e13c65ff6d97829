package mizan;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.http.annotation.Controller;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import mizan.email.EmailAddress;
import mizan.email.EmailFingerprint;

/** Who may know whom. A rule that matches nothing fails, so a renamed package cannot switch one off. */
@AnalyzeClasses(
        packages = "mizan",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeGenerated.class})
class ArchitectureTest {

    @ArchTest
    static final ArchRule dependenciesOnlyGoDown = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("command, console, embed")
            .definedBy("mizan.embed..", "mizan.command..", "mizan.console..")
            .layer("submission")
            .definedBy("mizan.submission..")
            .layer("moderation")
            .definedBy("mizan.moderation..")
            .layer("publication")
            .definedBy("mizan.publication..")
            .layer("privacy")
            .definedBy("mizan.privacy..")
            .layer("administration")
            .definedBy("mizan.administration..")
            .layer("openid")
            .definedBy("mizan.openid..")
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
            .whereLayer("moderation")
            .mayOnlyBeAccessedByLayers("command, console, embed")
            .whereLayer("publication")
            .mayOnlyBeAccessedByLayers("command, console, embed")
            .whereLayer("privacy")
            .mayOnlyBeAccessedByLayers("command, console, embed")
            .whereLayer("administration")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("openid")
            .mayOnlyAccessLayers("moderator", "site", "platform")
            .whereLayer("openid")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("moderator")
            .mayOnlyAccessLayers("audit", "site", "platform")
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
    static final ArchRule featuresFormNoCycle =
            slices().matching("mizan.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("mizan.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule controllersAndRepositoriesStayInsideTheirFeature = classes()
            .that()
            .areAnnotatedWith(Controller.class)
            .or()
            .areAnnotatedWith(JdbcRepository.class)
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule onlyTheEmailPackageKnowsCommonsValidatorAndTink = noClasses()
            .that()
            .resideOutsideOfPackage("mizan.email..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.commons.validator..", "com.google.crypto.tink..");

    @ArchTest
    static final ArchRule onlyTheTextPackageKnowsIcu = noClasses()
            .that()
            .resideOutsideOfPackage("mizan.text..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.ibm.icu..");

    @ArchTest
    static final ArchRule noRecordThatIsStoredOrSentHoldsAnAddress = noFields()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Introspected.class)
            .should()
            .haveRawType(EmailAddress.class)
            .orShould()
            .haveRawType(EmailFingerprint.class);

    @ArchTest
    static final ArchRule anAddressHasNoSerializer =
            classes().that().areAssignableTo(EmailAddress.class).should().notBeAnnotatedWith(Introspected.class);

    @ArchTest
    static final ArchRule onlySealingAndTheRulesReadAnAddress = noClasses()
            .that()
            .resideOutsideOfPackages("mizan.email..")
            .should()
            .callMethod(EmailAddress.class, "value");

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("mizan.platform.ClockFactory")
            .and()
            // The framework's tokens end by the system's clock, whatever time it is here.
            .doNotHaveFullyQualifiedName("mizan.moderator.SessionTokens")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule dependenciesComeThroughConstructors =
            noFields().that(alwaysTrue()).should().beAnnotatedWith(Inject.class);

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Service|DTO|Dto|Info|(?<!Personal)Data)");

    @ArchTest
    static final ArchRule onlyTheGreetingPrintsToTheConsole = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("mizan.command.StartupBanner")
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    /** Leaves out what is generated: Micronaut's classes begin with a dollar sign or are called {@code $Intercepted}. */
    static final class DoNotIncludeGenerated implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/$") && !location.contains("$Intercepted");
        }
    }
}
