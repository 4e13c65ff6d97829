package mizan.email;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import mizan.platform.SecretFiles;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Measures parsing, encryption and fingerprint of an e-mail address. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EmailAddressBenchmark {

    private final EmailVault vault = EmailVaultFactory.create(secrets());
    private final EmailAddress address =
            EmailAddress.parse("layla.haddad@example.org").orElseThrow();
    private final UUID comment = new UUID(1, 2);

    private static SecretFiles secrets() {
        try {
            SecretFiles secrets = new SecretFiles(Files.createTempDirectory("mizan-benchmark"));
            Keysets.createIfMissing(secrets);
            return secrets;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public Optional<EmailAddress> parse() {
        return EmailAddress.parse("layla.haddad@example.org");
    }

    @Benchmark
    public Optional<EmailAddress> parseArabic() {
        return EmailAddress.parse("ليلى@بريد.مصر");
    }

    @Benchmark
    public byte[] seal() {
        return vault.seal(address, comment);
    }

    @Benchmark
    public EmailFingerprint fingerprint() {
        return vault.fingerprint(address);
    }
}
