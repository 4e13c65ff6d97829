package mizan.embed.discussion;

import io.micronaut.http.HttpRequest;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.url.PublicOrigin;

/** A comments page as a whole, or as a fragment. */
enum PageVariant {
    /** A whole page, to link to or to frame. */
    PAGE {
        @Override
        String template() {
            return "embed/comments.jte";
        }

        @Override
        String baseUrl(PublicOrigin publicOrigin, HttpRequest<?> request) {
            return "";
        }
    },
    /** The section only, to be included in another page. Its links have the address of the service. */
    SECTION {
        @Override
        String template() {
            return "embed/included.jte";
        }

        @Override
        String baseUrl(PublicOrigin publicOrigin, HttpRequest<?> request) {
            return publicOrigin.embeddingBase(request);
        }
    };

    abstract String template();

    abstract String baseUrl(PublicOrigin publicOrigin, HttpRequest<?> request);

    static PageVariant parse(String parameter) {
        return switch (parameter) {
            case "page" -> PAGE;
            case "section" -> SECTION;
            default -> throw ProblemException.invalid(FieldViolation.of("part", "unknown"));
        };
    }
}
