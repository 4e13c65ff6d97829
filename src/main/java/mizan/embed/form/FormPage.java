package mizan.embed.form;

import io.micronaut.core.annotation.Introspected;

/** The page that shows a submitted form again. */
@Introspected
public record FormPage(CommentForm form, String title) {}
