package mizan.image;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Without buildah the tests of the image are skipped, unless {@code -Dimage=required} makes that a failure. */
final class BuildahCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Buildah.isUsable() || "required".equals(System.getProperty("image"))
                ? ConditionEvaluationResult.enabled("")
                : ConditionEvaluationResult.disabled(
                        "buildah is not installed (Debian: apt-get install buildah), or the user may not create namespaces");
    }
}
