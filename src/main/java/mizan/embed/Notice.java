package mizan.embed;

import io.micronaut.core.annotation.Introspected;
import mizan.platform.i18n.LocalizedMessages;

/** A page with nothing but a sentence to say. */
@Introspected
public record Notice(LocalizedMessages texts, String title, String detail) {}
