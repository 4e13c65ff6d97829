package mizan.moderator.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.testing.Answer;
import mizan.testing.ServiceTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Clients that fail to sign in from ever-new addresses. The test plays the trusted proxy. */
class SignInAttackApiTest extends ServiceTest {

    private static final int ATTACKERS = 24;
    private static final int MAX_ATTEMPTS = 2_000;
    private static final String COLLEAGUE = "198.51.100.7";
    private static final String PASSWORD = "correct horse battery staple";

    private static final EmbeddedServer SERVICE = replica(Map.of("mizan.trusted-proxies", "127.0.0.0/8,::1"));

    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final Set<String> answers = ConcurrentHashMap.newKeySet();

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void colleagueSignsInAndReadersReadDuringAnAttack() {
        moderator("grace", "ADMIN,PRIVACY", "");
        bean(Accounts.class).changePassword(Actor.COMMAND_LINE, "grace", PASSWORD);
        assertThat(signIn("grace", PASSWORD, COLLEAGUE).status()).isEqualTo(200);
        List<Integer> colleague = new ArrayList<>();
        List<Integer> reader = new ArrayList<>();

        try (ExecutorService executor = Executors.newFixedThreadPool(ATTACKERS)) {
            for (int i = 0; i < ATTACKERS; i++) {
                executor.execute(this::attack);
            }
            Awaitility.await().until(() -> answers.contains("429") && attempts.get() > 4 * ATTACKERS);
            for (int i = 0; i < 10; i++) {
                colleague.add(signIn("grace", PASSWORD, COLLEAGUE).status());
                reader.add(sendTo(
                                SERVICE.getPort(),
                                "GET",
                                "/api/v1/sites/demo/comments?article=attacked-" + i,
                                new byte[0])
                        .status());
            }
            isOver.set(true);
        }

        assertThat(colleague).containsOnly(200);
        assertThat(reader).containsOnly(200);
        assertThat(answers).isSubsetOf("401", "429");
    }

    /** Fails at two accounts, one of which exists, each time from another network. */
    private void attack() {
        for (int i = attempts.incrementAndGet(); i < MAX_ATTEMPTS && !isOver.get(); i = attempts.incrementAndGet()) {
            String address = i % 2 == 0 ? "10.%d.%d.1".formatted(i >> 8, i & 0xff) : "2001:db8:%x::1".formatted(i);
            Answer answer = signIn(i % 3 == 0 ? "nobody" : "grace", "not the password", address);
            answers.add(Integer.toString(answer.status()));
            if (answer.status() == 429) {
                assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
            }
        }
    }

    private static Answer signIn(String name, String password, String address) {
        byte[] body = json(Map.of("username", name, "password", password)).getBytes(StandardCharsets.UTF_8);
        return sendTo(
                SERVICE.getPort(), "POST", "/api/v1/tokens", body, "Content-Type", JSON, "X-Forwarded-For", address);
    }
}
