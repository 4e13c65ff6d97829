package mizan.page;

import io.micronaut.core.annotation.Introspected;

/** What the page about a kind of problem says. */
@Introspected
public record ProblemPage(String language, String direction, String title, String detail) {}
