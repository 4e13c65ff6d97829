package mizan.console.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page of the console.
 *
 * @param moderator who is signed in; null on pages for those who are not
 * @param path of the page, with its query
 * @param languages all that the console speaks
 * @param assets where its style sheets and modules are, without a slash at the end
 */
public record Layout(
        LocalizedMessages words, @Nullable Moderator moderator, String path, List<Locale> languages, String assets) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One way through the console; {@code key} is its word's. */
    public record Entry(String path, String key, boolean isCurrent) {}

    /** The ways that this account may go. */
    public List<Entry> entries() {
        if (moderator == null) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        if (moderator.canModerate()) {
            entries.add(entry("/console", "nav.queue"));
            entries.add(entry("/console/dashboard", "nav.dashboard"));
        }
        if (moderator.has(Role.ADMIN)) {
            entries.add(entry("/console/people", "nav.people"));
            entries.add(entry("/console/audit", "nav.audit"));
        }
        if (moderator.has(Role.PRIVACY)) {
            entries.add(entry(ConsolePath.PRIVACY, "nav.privacy"));
        }
        return entries;
    }

    /** Where this account's ways begin, in words: on what a problem's page leads back to. */
    public String back() {
        List<Entry> entries = entries();
        return text(
                entries.isEmpty() || entries.getFirst().path().equals(ConsolePath.START)
                        ? "problem.back"
                        : entries.getFirst().key());
    }

    public String text(String key, Object... arguments) {
        return words.get(key, arguments);
    }

    /** The messages of the console's scripts as a JSON object: by key without {@code script.}, with {@code {0}} for arguments. */
    public String scriptMessages() {
        try {
            return JSON.writeValueAsString(words.bundle().patterns(words.language(), "script."));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The others, to switch to. */
    public List<Locale> otherLanguages() {
        return languages.stream()
                .filter(language -> !language.equals(words.language()))
                .toList();
    }

    /** The same for a page of another address. */
    public Layout at(String other) {
        return new Layout(words, moderator, other, languages, assets);
    }

    private Entry entry(String to, String key) {
        int query = path.indexOf('?');
        return new Entry(to, key, to.equals(query < 0 ? path : path.substring(0, query)));
    }
}
