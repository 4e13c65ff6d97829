package mizan.embed;

import io.micronaut.http.HttpRequest;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.PublicOrigin;

/** How much of a page is asked for. */
enum PageVariant {
    /** A whole page, which others may frame or link to. */
    PAGE {
        @Override
        String template() {
            return "embed/comments.jte";
        }

        @Override
        String base(PublicOrigin publicOrigin, HttpRequest<?> request) {
            return "";
        }
    },
    /** The section alone, which others include; its links say where the service is. */
    SECTION {
        @Override
        String template() {
            return "embed/included.jte";
        }

        @Override
        String base(PublicOrigin publicOrigin, HttpRequest<?> request) {
            return publicOrigin.within(request);
        }
    };

    abstract String template();

    abstract String base(PublicOrigin publicOrigin, HttpRequest<?> request);

    static PageVariant parse(String parameter) {
        return switch (parameter) {
            case "page" -> PAGE;
            case "section" -> SECTION;
            default -> throw ProblemException.invalid(FieldViolation.of("part", "unknown"));
        };
    }
}
