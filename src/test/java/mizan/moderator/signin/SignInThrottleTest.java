package mizan.moderator.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import mizan.moderator.password.HashPriority;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.client.ClientAddress;
import mizan.platform.limit.RateLimiter;
import mizan.testing.MutableClock;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInThrottleTest extends ServiceTest {

    private static final ClientAddress HOME = address(0);

    private final MutableClock clock = new MutableClock();
    private final SignInThrottle throttle =
            new SignInThrottle(bean(SignInLimits.class), clock, new SimpleMeterRegistry());
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void defaultsAreThoseOfTheReadme() {
        assertThat(bean(SignInLimits.class))
                .isEqualTo(new SignInLimits(
                        100,
                        Duration.ofSeconds(1),
                        30,
                        Duration.ofSeconds(5),
                        10,
                        Duration.ofSeconds(10),
                        100,
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1)));
    }

    @Test
    void accountAndAddressHaveTenFailuresAndThenOneInTenSeconds() {
        assertThat(failures("ada", HOME, 12)).isEqualTo(10);
        assertThat(wait("ada", HOME)).isEqualTo(Duration.ofSeconds(10));

        clock.advance(Duration.ofSeconds(10));

        assertThat(failures("ada", HOME, 3)).isEqualTo(1);
        assertThat(failures("eve", HOME, 1)).as("another account").isEqualTo(1);
        assertThat(failures("ada", address(1), 1)).as("another address").isEqualTo(1);
    }

    @Test
    void addressHasThirtyFailuresForAllAccounts() {
        int failures = 0;
        for (int i = 0; i < 40; i++) {
            failures += failures("name" + i, HOME, 1);
        }

        assertThat(failures).isEqualTo(30);
        assertThat(wait("another", HOME)).isEqualTo(Duration.ofSeconds(5));
        assertThat(failures("another", address(1), 1)).isEqualTo(1);
    }

    @Test
    void accountUnderAttackHasOneAttemptAMinutePerAddress() {
        attack("ada");

        assertThat(succeeds("ada", HOME)).as("the moderator at another address").isTrue();
        assertThat(failures("ada", address(1), 2)).isEqualTo(1);
        assertThat(wait("ada", address(1))).isEqualTo(Duration.ofSeconds(10));
        attack("ada");
        clock.advance(Duration.ofSeconds(9));
        assertThat(wait("ada", address(1))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void accountUnderAttackRegainsItsAttemptAfterAMinute() {
        attack("ada");
        assertThat(failures("ada", HOME, 2)).isEqualTo(1);

        for (int tenSeconds = 0; tenSeconds < 6; tenSeconds++) {
            assertThat(failures("ada", HOME, 1)).isZero();
            clock.advance(Duration.ofSeconds(10));
            attack("ada");
        }

        assertThat(failures("ada", HOME, 2)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.9.9.%d", "2001:db8:1:2%02x::1", "2001:db8:1:%x00::1"})
    void widerNetworkHasHundredFailures(String addresses) {
        int failures = 0;
        for (int i = 0; i < 150; i++) {
            failures += failures("name" + i, parse(addresses.formatted(i)), 1);
        }

        assertThat(failures).isEqualTo(100);
        assertThat(wait("another", parse(addresses.formatted(200)))).isEqualTo(Duration.ofSeconds(1));
        assertThat(succeeds("another", address(1))).as("another network").isTrue();
    }

    @Test
    void knownNetworkIsLimitedByItsOwnFailuresOnly() {
        ClientAddress colleague = parse("10.9.9.200");
        assertThat(succeeds("ada", colleague)).isTrue();
        attack("ada");
        for (int i = 0; i < 150; i++) {
            failures("name" + i, parse("10.9.9." + i), 1);
        }

        assertThat(priority("ada", colleague)).isEqualTo(HashPriority.HIGH);
        assertThat(failures("ada", colleague, 20)).isEqualTo(10);
        assertThat(wait("ada", parse("10.9.9.201"))).as("a neighbour").isPositive();
        assertThat(priority("ada", parse("192.0.2.1"))).isEqualTo(HashPriority.LOW);
    }

    @Test
    void refusedAttemptsAreNotRemembered() {
        for (int i = 0; i < 100; i++) {
            failures("name" + i, parse("2001:db8:1:%x::1".formatted(i)), 1);
        }
        long size = throttle.size();

        for (int i = 0; i < 1_000; i++) {
            assertThat(failures("other" + i, parse("2001:db8:1:%x::1".formatted(1_000 + i)), 1))
                    .isZero();
        }

        assertThat(throttle.size()).isEqualTo(size);
    }

    @Test
    void successfulAttemptsLeaveNoCounters() {
        for (int i = 0; i < 100; i++) {
            succeeds("name" + i, address(i));
        }

        assertThat(throttle.size()).isZero();
    }

    @Test
    void numberOfRememberedKeysIsBounded() {
        for (int i = 0; i < 20_000; i++) {
            failures("name" + i, address(i), 1);
        }

        assertThat(throttle.size()).isLessThanOrEqualTo(5 * RateLimiter.MAX_KEYS);
    }

    @Test
    void waitingTimeIsExact() {
        failures("ada", HOME, 10);
        for (int i = 0; i < 20; i++) {
            failures("name" + i, HOME, 1);
        }

        Duration wait = wait("ada", HOME);

        clock.advance(wait.minusNanos(1));
        assertThat(failures("ada", HOME, 1)).isZero();
        clock.advance(Duration.ofNanos(1));
        assertThat(failures("ada", HOME, 1)).isEqualTo(1);
    }

    @Test
    void refusedAttemptsAreNotRun() {
        failures("ada", HOME, 10);
        runs.set(0);

        failures("ada", HOME, 5);

        assertThat(runs).hasValue(0);
    }

    @Test
    void exceptionsAreNotCountedAsFailures() {
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> throttle.attempt("ada", HOME, _ -> {
                        throw new IllegalStateException("The database is unavailable");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void concurrentAttemptsAreLimitedLikeSequentialOnes() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            attempts.add(() -> failures("ada", HOME, 1));
        }

        int failures = 0;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> running = attempts.stream()
                    .map(attempt -> executor.submit(() -> {
                        start.await();
                        return attempt.call();
                    }))
                    .toList();
            start.countDown();
            for (Future<Integer> attempt : running) {
                failures += attempt.get();
            }
        }

        assertThat(failures).isEqualTo(10);
        assertThat(runs).hasValue(10);
    }

    /** Exhausts the failures of the account, from so many addresses that none of them is throttled. */
    private void attack(String name) {
        for (int i = 0; i < 200; i++) {
            failures(name, address(1000 + i), 1);
        }
    }

    private int failures(String name, ClientAddress address, int times) {
        int failures = 0;
        for (int i = 0; i < times; i++) {
            try {
                throttle.attempt(name, address, _ -> {
                    runs.incrementAndGet();
                    return Optional.empty();
                });
                failures++;
            } catch (ProblemException e) {
                assertThat(e.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
            }
        }
        return failures;
    }

    private boolean succeeds(String name, ClientAddress address) {
        return throttle.attempt(name, address, _ -> Optional.of(name)).isPresent();
    }

    private Duration wait(String name, ClientAddress address) {
        try {
            return throttle.attempt(name, address, _ -> Optional.of(Duration.ZERO))
                    .orElseThrow();
        } catch (ProblemException e) {
            return e.exceeded().orElseThrow().retryAfter();
        }
    }

    private HashPriority priority(String name, ClientAddress address) {
        return throttle.attempt(name, address, Optional::of).orElseThrow();
    }

    private static ClientAddress parse(String address) {
        return ClientAddress.of(InetAddress.ofLiteral(address));
    }

    private static ClientAddress address(int number) {
        try {
            // Each in a network of its own.
            return ClientAddress.of(InetAddress.getByAddress(new byte[] {10, (byte) (number >> 8), (byte) number, 1}));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
