package mizan.benchmark.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import mizan.benchmark.process.PostgresServer;
import mizan.benchmark.process.ServiceProcess;
import mizan.email.EmailVaultFactory;

/** A directory with a generated database and the keys for its e-mail addresses. */
public record DataSet(Path directory, DataSize size) {

    private static final String DATA = "postgresql";

    /** Generates the data set. An existing one is deleted. */
    public void generate() {
        delete();
        long start = System.nanoTime();
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (PostgresServer database = PostgresServer.startForBulkLoad(directory.resolve(DATA))) {
            new DataGenerator(database, size, EmailVaultFactory.create(ServiceProcess.createSecrets(directory)))
                    .generate();
        }
        System.err.printf(
                "%,d comments generated in %d s%n", size.total(), (System.nanoTime() - start) / 1_000_000_000);
    }

    public PostgresServer start() {
        return PostgresServer.start(directory.resolve(DATA));
    }

    /** Deletes the database. Logs and result tables remain. */
    public void delete() {
        Path data = directory.resolve(DATA);
        if (!Files.exists(data)) {
            return;
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
