package mizan.transfer;

import java.nio.charset.StandardCharsets;

/** Writes exports of WordPress. */
public final class Wxr {

    static final String ORIGIN = "https://souk.example";

    private static final String START = """
            <?xml version="1.0" encoding="UTF-8" ?>
            <rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/">
            <channel>
            <title>Souk</title>
            <wp:base_site_url>https://souk.example</wp:base_site_url>
            <wp:base_blog_url>https://souk.example</wp:base_blog_url>
            """;

    private static final String END = """
            </channel>
            </rss>
            """;

    private final StringBuilder text = new StringBuilder(START);

    public Wxr post(String path, String title, String... comments) {
        text.append("<item>\n<title><![CDATA[")
                .append(title)
                .append("]]></title>\n<link>")
                .append(ORIGIN)
                .append(path)
                .append("</link>\n<wp:post_id>7</wp:post_id>\n");
        for (String comment : comments) {
            text.append(comment);
        }
        text.append("</item>\n");
        return this;
    }

    Wxr raw(String xml) {
        text.append(xml);
        return this;
    }

    public byte[] bytes() {
        return (text + END).getBytes(StandardCharsets.UTF_8);
    }

    /** A comment whose other fields have usual values; a later field replaces an earlier one. */
    public static String comment(int id, String content, String... more) {
        return """
                <wp:comment>
                <wp:comment_id>%d</wp:comment_id>
                <wp:comment_author><![CDATA[Nadia]]></wp:comment_author>
                <wp:comment_author_email><![CDATA[nadia%d@example.org]]></wp:comment_author_email>
                <wp:comment_author_url></wp:comment_author_url>
                <wp:comment_author_IP><![CDATA[192.0.2.7]]></wp:comment_author_IP>
                <wp:comment_date><![CDATA[2019-05-01 14:00:00]]></wp:comment_date>
                <wp:comment_date_gmt><![CDATA[2019-05-01 12:00:00]]></wp:comment_date_gmt>
                <wp:comment_content><![CDATA[%s]]></wp:comment_content>
                <wp:comment_approved><![CDATA[1]]></wp:comment_approved>
                <wp:comment_type><![CDATA[comment]]></wp:comment_type>
                <wp:comment_parent>0</wp:comment_parent>
                <wp:comment_user_id>0</wp:comment_user_id>
                %s</wp:comment>
                """.formatted(id, id, content, String.join("", more));
    }

    public static String field(String name, String value) {
        return "<wp:comment_%s><![CDATA[%s]]></wp:comment_%s>\n".formatted(name, value, name);
    }
}
