package mizan;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;

/** The tag {@code integration} separates the tests of {@code mvn verify} from the fast ones of {@code mvn package}. */
@AnalyzeClasses(packages = "mizan", importOptions = OnlyIncludeTests.class)
class IntegrationTagTest {

    private static final DescribedPredicate<JavaClass> TAGGED =
            describe("have a tag", type -> type.reflect().isAnnotationPresent(Tag.class));

    private static final DescribedPredicate<JavaClass> PROPERTY_TESTS = describe(
            "have a property",
            type -> type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(Property.class)));

    @ArchTest
    static final ArchRule untaggedTestsUseNeitherPostgresNorBrowser = noClasses()
            .that(simpleNameEndingWith("Test"))
            .and(DescribedPredicate.not(TAGGED))
            .should()
            .transitivelyDependOnClassesThat(nameMatching("mizan\\.testing\\.(Postgres|Chromium)"));

    /** jqwik ignores the annotation of JUnit. */
    @ArchTest
    static final ArchRule taggedPropertyTestsHaveTheTagOfJqwikToo =
            classes().that(PROPERTY_TESTS).and(TAGGED).should().beAnnotatedWith(net.jqwik.api.Tag.class);
}
