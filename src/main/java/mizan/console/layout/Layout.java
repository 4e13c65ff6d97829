package mizan.console.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mizan.console.ConsolePath;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/**
 * The parts that every console page has: navigation, account, languages.
 *
 * @param moderator the signed-in moderator; null on pages that need no sign-in
 * @param path the path of the page with its query
 * @param languages all languages of the console
 * @param sendsMail whether the service sends e-mails
 * @param assetsPath the path of the static files, without a trailing slash
 */
public record Layout(
        LocalizedMessages messages,
        @Nullable Moderator moderator,
        String path,
        List<Locale> languages,
        boolean sendsMail,
        String assetsPath) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A link of the navigation. */
    public record NavigationItem(String path, String messageKey, boolean isCurrent) {}

    /** The pages that the account may open; empty without a sign-in. */
    public List<NavigationItem> navigation() {
        if (moderator == null) {
            return List.of();
        }
        List<NavigationItem> items = new ArrayList<>();
        if (moderator.canModerate()) {
            items.add(item("/console", "nav.queue"));
            items.add(item("/console/articles", "nav.articles"));
            items.add(item("/console/blocks", "nav.blocks"));
            items.add(item("/console/dashboard", "nav.dashboard"));
        }
        if (moderator.has(Role.ADMIN)) {
            items.add(item("/console/accounts", "nav.accounts"));
            if (moderator.canModerate()) {
                items.add(item("/console/screening", "nav.screening"));
            }
            items.add(item("/console/audit", "nav.audit"));
            items.add(item("/console/transfer", "nav.transfer"));
            items.add(item("/console/webhooks", "nav.webhooks"));
        }
        if (moderator.has(Role.PRIVACY)) {
            items.add(item(ConsolePath.PRIVACY, "nav.privacy"));
        }
        return items;
    }

    /** The name of the current page in the navigation; empty if it is not there. */
    public String currentLabel() {
        return navigation().stream()
                .filter(NavigationItem::isCurrent)
                .findFirst()
                .map(item -> text(item.messageKey()))
                .orElse("");
    }

    /** The label of the link on error pages that leads to the account's first page. */
    public String backLabel() {
        List<NavigationItem> items = navigation();
        return text(
                items.isEmpty() || items.getFirst().path().equals(ConsolePath.HOME)
                        ? "problem.back"
                        : items.getFirst().messageKey());
    }

    public String text(String key, Object... arguments) {
        return messages.get(key, arguments);
    }

    /** The scripts' messages as a JSON object. Keys lack the prefix {@code script.}; arguments stay as {@code {0}}. */
    public String scriptMessages() {
        try {
            return JSON.writeValueAsString(messages.bundle().patterns(messages.language(), "script."));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The languages to switch to. */
    public List<Locale> otherLanguages() {
        return languages.stream()
                .filter(language -> !language.equals(messages.language()))
                .toList();
    }

    /** A copy for another path. */
    public Layout withPath(String otherPath) {
        return new Layout(messages, moderator, otherPath, languages, sendsMail, assetsPath);
    }

    private NavigationItem item(String to, String messageKey) {
        int query = path.indexOf('?');
        return new NavigationItem(to, messageKey, to.equals(query < 0 ? path : path.substring(0, query)));
    }
}
