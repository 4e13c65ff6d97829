package mizan.embed;

import io.micronaut.core.annotation.Introspected;
import mizan.platform.i18n.LocalizedMessages;

/** A page with a title and one message. */
@Introspected
public record Notice(LocalizedMessages messages, String title, String detail) {}
