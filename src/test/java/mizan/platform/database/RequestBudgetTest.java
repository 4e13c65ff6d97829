package mizan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.core.propagation.PropagatedContext;
import java.sql.SQLTransientException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {

    @Test
    void workIsRefusedWhenTheTimeIsUsedUp() throws Exception {
        try (var _ = contextWith(new RequestBudget(Duration.ofNanos(1)))) {
            assertThat(RequestBudget.<String, RuntimeException>spend(() -> sleepAndReturn("first")))
                    .isEqualTo("first");

            assertThatThrownBy(() -> RequestBudget.<String, RuntimeException>spend(() -> "second"))
                    .isInstanceOf(SQLTransientException.class)
                    .matches(DatabaseUnavailable::isCauseOf)
                    .extracting(DatabaseFailure::of)
                    .isEqualTo(DatabaseFailure.REQUEST_TIMEOUT);
        }
    }

    @Test
    void workThatFailsUsesTimeToo() {
        try (var _ = contextWith(new RequestBudget(Duration.ofNanos(1)))) {
            assertThatThrownBy(() -> RequestBudget.<String, IllegalStateException>spend(() -> {
                        throw new IllegalStateException(sleepAndReturn("failed"));
                    }))
                    .hasMessage("failed");

            assertThatThrownBy(() -> RequestBudget.<String, RuntimeException>spend(() -> "second"))
                    .isInstanceOf(SQLTransientException.class);
        }
    }

    @Test
    void workThatMustNotBeRefusedIsCounted() {
        try (var _ = contextWith(new RequestBudget(Duration.ofNanos(1)))) {
            assertThat(RequestBudget.<String, RuntimeException>count(() -> sleepAndReturn("first")))
                    .isEqualTo("first");
            assertThat(RequestBudget.<String, RuntimeException>count(() -> "second"))
                    .isEqualTo("second");

            assertThatThrownBy(() -> RequestBudget.<String, RuntimeException>spend(() -> "third"))
                    .isInstanceOf(SQLTransientException.class);
        }
    }

    @Test
    void timeoutsEndWithTheBudget() {
        Duration timeout = Duration.ofSeconds(2);

        assertThat(RequestBudget.limit(timeout)).isEqualTo(timeout);
        try (var _ = contextWith(new RequestBudget(Duration.ofHours(1)))) {
            assertThat(RequestBudget.limit(timeout)).isEqualTo(timeout);
        }
        try (var _ = contextWith(new RequestBudget(Duration.ofMillis(5)))) {
            assertThat(RequestBudget.limit(timeout)).isEqualTo(Duration.ofMillis(5));
        }
    }

    @Test
    void limitCanBeRemoved() throws Exception {
        try (var _ = contextWith(new RequestBudget(Duration.ZERO))) {
            RequestBudget.removeLimit();

            assertThat(RequestBudget.<String, RuntimeException>spend(() -> "done"))
                    .isEqualTo("done");
        }
    }

    @Test
    void workOutsideOfRequestsHasNoLimit() throws Exception {
        RequestBudget.removeLimit();

        assertThat(RequestBudget.<String, RuntimeException>spend(() -> "done")).isEqualTo("done");
    }

    private static PropagatedContext.Scope contextWith(RequestBudget budget) {
        return PropagatedContext.getOrEmpty().plus(budget).propagate();
    }

    private static String sleepAndReturn(String value) {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return value;
    }
}
