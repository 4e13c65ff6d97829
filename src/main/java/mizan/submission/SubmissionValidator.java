package mizan.submission;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mizan.email.EmailAddress;
import mizan.platform.http.FieldViolation;
import mizan.site.Site;
import mizan.text.PlainText;
import mizan.text.TextCheck;
import mizan.text.TextViolation;
import org.jspecify.annotations.Nullable;

/** Applies every rule to every field, so that all that is wrong is told at once. */
final class SubmissionValidator {

    private final Site site;
    private final List<FieldViolation> faults = new ArrayList<>();

    private SubmissionValidator(Site site) {
        this.site = site;
    }

    static Checked check(Submission submission, Site site) {
        return new SubmissionValidator(site).check(submission);
    }

    private Checked check(Submission submission) {
        String name = required("name", submission.name(), PlainText.NAME);
        @Nullable EmailAddress email = email(submission.email());
        String body = required("body", withoutCarriageReturns(submission.body()), PlainText.BODY);
        String article = required("article", submission.article(), PlainText.ARTICLE_KEY);
        @Nullable String url = url(submission.articleUrl());
        @Nullable String title = optional("articleTitle", submission.articleTitle(), PlainText.TITLE);
        return faults.isEmpty() && email != null
                ? new Checked.Fine(name, email, body, article, url, title)
                : new Checked.Wrong(List.copyOf(faults));
    }

    private String required(String field, @Nullable String typed, PlainText rule) {
        return switch (rule.check(typed == null ? "" : typed)) {
            case TextCheck.Fine(String text) -> text;
            case TextCheck.Wrong(TextViolation fault) -> {
                faults.add(FieldViolation.of(field, fault.rule(), rule.limit()));
                yield "";
            }
        };
    }

    private @Nullable String optional(String field, @Nullable String typed, PlainText rule) {
        return typed == null || PlainText.trim(typed).isEmpty() ? null : required(field, typed, rule);
    }

    private @Nullable EmailAddress email(@Nullable String typed) {
        if (typed == null || PlainText.trim(typed).isEmpty()) {
            faults.add(FieldViolation.of("email", TextViolation.MISSING.rule()));
            return null;
        }
        Optional<EmailAddress> address = EmailAddress.parse(typed);
        if (address.isEmpty()) {
            faults.add(FieldViolation.of("email", "invalid"));
        }
        return address.orElse(null);
    }

    private @Nullable String url(@Nullable String typed) {
        @Nullable String url = optional("articleUrl", typed, PlainText.TITLE);
        if (url != null && !url.isEmpty() && !isHosted(url)) {
            faults.add(FieldViolation.of("articleUrl", "invalid"));
        }
        return url;
    }

    private boolean isHosted(String url) {
        try {
            return site.contains(URI.create(url));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    // A form's encoding makes CRLF of every line feed (HTML, «constructing the entry list»); nobody typed the CR.
    private static @Nullable String withoutCarriageReturns(@Nullable String typed) {
        return typed == null ? null : typed.replace("\r\n", "\n");
    }

    /** A submission that was checked. */
    sealed interface Checked {

        /** It keeps every rule that can be told without the database. */
        record Fine(
                String name,
                EmailAddress email,
                String body,
                String article,
                @Nullable String articleUrl,
                @Nullable String articleTitle)
                implements Checked {}

        /** It breaks some. */
        record Wrong(List<FieldViolation> faults) implements Checked {}
    }
}
