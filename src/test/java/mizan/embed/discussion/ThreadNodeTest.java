package mizan.embed.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mizan.publication.PublishedComment;
import org.junit.jupiter.api.Test;

class ThreadNodeTest {

    @Test
    void repliesBelowTheMaximumDepthAreFlatAndNameTheirParent() {
        PublishedComment top = top(1);
        PublishedComment first = reply(2, 1);
        PublishedComment second = reply(3, 2);
        PublishedComment third = reply(4, 3);
        PublishedComment fourth = reply(5, 4);

        List<ThreadNode> threads = ThreadNode.build(List.of(top, first, second, third, fourth));

        assertThat(describe(threads)).isEqualTo("1(2(3 4>3 5>4))");
    }

    @Test
    void repliesFollowTheirParentOldestFirst() {
        List<ThreadNode> threads =
                ThreadNode.build(List.of(top(1), reply(2, 1), reply(3, 1), reply(4, 2), top(5), reply(6, 5)));

        assertThat(describe(threads)).isEqualTo("1(2(4) 3) 5(6)");
    }

    @Test
    void replyWithItsParentOnAnotherPageIsShown() {
        assertThat(describe(ThreadNode.build(List.of(reply(7, 1), reply(8, 7)))))
                .isEqualTo("7(8)");
    }

    @Test
    void repliesAfterTheFirstThreeAreFolded() {
        List<PublishedComment> comments =
                List.of(top(1), reply(2, 1), reply(3, 2), reply(4, 1), reply(5, 2), reply(6, 1), reply(7, 6));

        List<ThreadNode> threads = ThreadNode.build(comments);

        assertThat(describe(threads)).isEqualTo("1(2(3 5))");
        assertThat(describe(threads.getFirst().folded())).isEqualTo("4 6(7)");
        assertThat(threads.getFirst().foldedReplies()).isEqualTo(3);
        assertThat(threads.getFirst().shownReplies()).isEqualTo(6);
    }

    @Test
    void nestedRepliesAreFoldedToo() {
        List<ThreadNode> threads =
                ThreadNode.build(List.of(top(1), reply(2, 1), reply(3, 2), reply(4, 2), reply(5, 2), reply(6, 2)));

        assertThat(describe(threads)).isEqualTo("1(2(3 4))");
        assertThat(describe(threads.getFirst().replies().getFirst().folded())).isEqualTo("5 6");
    }

    @Test
    void singleFurtherReplyIsNotFolded() {
        List<ThreadNode> threads =
                ThreadNode.build(List.of(top(1), reply(2, 1), reply(3, 1), reply(4, 1), reply(5, 1)));

        assertThat(describe(threads)).isEqualTo("1(2 3 4 5)");
    }

    private static String describe(List<ThreadNode> nodes) {
        return String.join(
                " ",
                nodes.stream()
                        .map(each -> number(each.comment())
                                + (each.inReplyTo() == null ? "" : ">" + number(each.inReplyTo()))
                                + (each.replies().isEmpty() ? "" : "(" + describe(each.replies()) + ")"))
                        .toList());
    }

    private static long number(PublishedComment comment) {
        return comment.id().getLeastSignificantBits();
    }

    private static PublishedComment top(long number) {
        return new PublishedComment.TopLevel(new UUID(0, number), null, "أ", "ب", Instant.EPOCH, 0, null);
    }

    private static PublishedComment reply(long number, long parent) {
        return new PublishedComment.Reply(new UUID(0, number), new UUID(0, parent), "أ", "ب", Instant.EPOCH);
    }
}
