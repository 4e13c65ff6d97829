package mizan.transfer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import mizan.platform.http.url.HttpOrigin;
import mizan.site.Sites;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;

/** The base of tests of imports. */
abstract class ImportTest extends ServiceTest {

    /** An observer of nothing. */
    static final ImportProgress SILENT = new ImportProgress() {};

    static Import run(String format, byte[] file) {
        return run(request(format, false), new ByteArrayInputStream(file), SILENT);
    }

    static Import run(ImportRequest request, InputStream file, ImportProgress progress) {
        try {
            return bean(Imports.class).run(request, file, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request that moves all articles to the site's origin. */
    static ImportRequest request(String format, boolean isDryRun) {
        return new ImportRequest(
                id(),
                bean(Imports.class).source(format).orElseThrow(),
                new ArticleMapping(
                        bean(Sites.class).get("demo"),
                        HttpOrigin.parse("https://demo.example").orElseThrow(),
                        Map.of()),
                isDryRun,
                null);
    }

    static UUID id() {
        return bean(Imports.class).newId();
    }

    static List<List<String>> comments(String columns) {
        return Postgres.query("SELECT " + columns + " FROM comment ORDER BY id");
    }

    static byte[] resource(String name) {
        try (InputStream stream = ImportTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
