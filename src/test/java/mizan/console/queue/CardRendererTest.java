package mizan.console.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.comment.article.ArticleComments;
import mizan.moderation.queue.EmailState;
import mizan.moderation.queue.QueuedComment;
import mizan.moderation.queue.QueuedComment.Article;
import mizan.moderation.queue.QueuedComment.Author;
import mizan.moderation.queue.QueuedComment.Finding;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import mizan.platform.i18n.MessageBundle;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

class CardRendererTest extends ServiceTest {

    private static final Moderator READER = new Moderator("layla", Set.of(Role.MODERATOR), Set.of("demo"));

    @Test
    void failedCardIsReplacedByOneThatCanBeRejected() {
        QueuedComment comment = comment(new Finding("a span without an end", "", List.of(List.of()), 10));

        String html = bean(CardRenderer.class)
                .render(new MessageBundle("mizan.console").in(Locale.ENGLISH), comment, READER, "/console?site=demo");

        assertThat(html)
                .contains("cannot be displayed", "/reject?next=%2Fconsole%3Fsite%3Ddemo", "data-version=\"0\"")
                .doesNotContain("some text");
    }

    @Test
    void findingsAreHighlightedWithoutSplittingCharacters() {
        Finding inTheMiddle = new Finding("faces", "", List.of(List.of(1, 3), List.of(7, 99)), 10);

        String html = bean(CardRenderer.class)
                .render(
                        new MessageBundle("mizan.console").in(Locale.ENGLISH),
                        comment(inTheMiddle),
                        READER,
                        "/console");

        assertThat(html).contains("<mark title=\"faces\">😀s</mark>ome <mark title=\"faces\">text</mark>");
        assertThat(html).contains("<p class=\"body\" dir=\"ltr\"");
    }

    private static QueuedComment comment(Finding finding) {
        return new QueuedComment(
                UUID.randomUUID(),
                "demo",
                new Article("a", null, null, ArticleComments.OPEN),
                null,
                "Omar",
                "o•••@e•••.org",
                EmailState.READABLE,
                "😀some text",
                CommentStatus.PENDING,
                0,
                Instant.EPOCH,
                List.of(finding),
                finding.weight(),
                new Author(0, 0, 1),
                Map.of(),
                List.of(),
                List.of(),
                null,
                null,
                null);
    }
}
