package mizan.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import mizan.email.OpenVault;

/** A folder with a filled database and the keys that its addresses are sealed with. */
record DataSet(Path directory, Volume volume) {

    private static final String DATA = "postgresql";

    /** Makes it anew. */
    void fill() {
        delete();
        long start = System.nanoTime();
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Database database = Database.startToFill(directory.resolve(DATA))) {
            new Fill(database, volume, OpenVault.of(Service.secrets(directory))).run();
        }
        System.err.printf("%,d comments filled in %d s%n", volume.all(), (System.nanoTime() - start) / 1_000_000_000);
    }

    Database start() {
        return Database.start(directory.resolve(DATA));
    }

    /** Leaves nothing but the logs and the tables of figures. */
    void delete() {
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
