package mizan.benchmark.data;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes an export of WordPress for the measurement of imports: comments of 20 to 80 words in Arabic and English, half of
 * them replies, by 50,000 authors under 10,000 posts. The same numbers give the same file.
 *
 * <pre>java src/bench/java/mizan/benchmark/data/WordPressExport.java 1000000 blog.xml</pre>
 */
public final class WordPressExport {

    private static final int AUTHORS = 50_000;
    private static final int COMMENTS_PER_POST = 100;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Instant START = Instant.parse("2012-01-01T00:00:00Z");
    private static final List<String> WORDS = List.of(
            "the",
            "market",
            "opened",
            "early",
            "and",
            "prices",
            "rose",
            "again",
            "this",
            "morning",
            "nobody",
            "expected",
            "that",
            "&amp;",
            "<em>really</em>",
            "why",
            "council",
            "<a href=\"https://souk.example/news\">news</a>",
            "water",
            "school",
            "السوق",
            "المدينة",
            "كتاب",
            "شكرًا",
            "مقال",
            "جميل",
            "الوزير",
            "قال",
            "إن",
            "الأسعار",
            "ارتفعت",
            "اليوم",
            "صباحًا",
            "لماذا",
            "المدرسة",
            "الماء",
            "هل",
            "من",
            "على",
            "في");

    private WordPressExport() {}

    /** @param arguments the number of comments, and the file */
    public static void main(String[] arguments) throws IOException {
        int comments = Integer.parseInt(arguments[0]);
        Random random = new Random(7);
        try (PrintWriter out =
                new PrintWriter(Files.newBufferedWriter(Path.of(arguments[1]), StandardCharsets.UTF_8))) {
            out.print("""
                    <?xml version="1.0" encoding="UTF-8" ?>
                    <rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/">
                    <channel>
                    <wp:base_blog_url>https://souk.example</wp:base_blog_url>
                    """);
            for (int id = 1; id <= comments; id++) {
                int inPost = (id - 1) % COMMENTS_PER_POST;
                if (inPost == 0) {
                    int post = id / COMMENTS_PER_POST;
                    out.printf(
                            Locale.ROOT,
                            "%s<item>%n<title>Post %d</title>%n<link>https://souk.example/%d</link>%n",
                            id == 1 ? "" : "</item>\n",
                            post,
                            post);
                }
                int parent = inPost > 0 && random.nextBoolean() ? id - 1 - random.nextInt(inPost) : 0;
                writeComment(out, id, parent, random);
            }
            out.print("</item>\n</channel>\n</rss>\n");
        }
    }

    private static void writeComment(PrintWriter out, int id, int parent, Random random) {
        int author = random.nextInt(AUTHORS);
        StringBuilder text = new StringBuilder();
        int words = 20 + random.nextInt(60);
        for (int i = 0; i < words; i++) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(i % 15 == 14 ? "\n" : " ");
        }
        text.append(id);
        int state = random.nextInt(20);
        out.printf(
                Locale.ROOT,
                """
                <wp:comment>
                <wp:comment_id>%d</wp:comment_id>
                <wp:comment_author><![CDATA[Author %d]]></wp:comment_author>
                <wp:comment_author_email>author%d@example.org</wp:comment_author_email>
                <wp:comment_date_gmt>%s</wp:comment_date_gmt>
                <wp:comment_content><![CDATA[%s]]></wp:comment_content>
                <wp:comment_approved>%s</wp:comment_approved>
                <wp:comment_type>comment</wp:comment_type>
                <wp:comment_parent>%d</wp:comment_parent>
                </wp:comment>
                """,
                id,
                author,
                author,
                TIME.format(START.plus(Duration.ofSeconds(300L * id))),
                text,
                state == 0 ? "spam" : state == 1 ? "0" : "1",
                parent);
    }
}
