package mizan.page;

import io.micronaut.core.annotation.Introspected;

/** A page with nothing but a sentence to say. */
@Introspected
public record Notice(Texts texts, String title, String detail) {}
