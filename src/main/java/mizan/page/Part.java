package mizan.page;

import io.micronaut.http.HttpRequest;
import mizan.platform.FieldFault;
import mizan.platform.ProblemException;
import mizan.platform.PublicOrigin;

/** How much of a page is asked for. */
enum Part {
    /** A whole page, which others may frame or link to. */
    PAGE {
        @Override
        String template() {
            return "page/comments.jte";
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
            return "page/included.jte";
        }

        @Override
        String base(PublicOrigin publicOrigin, HttpRequest<?> request) {
            return publicOrigin.within(request);
        }
    };

    abstract String template();

    abstract String base(PublicOrigin publicOrigin, HttpRequest<?> request);

    static Part parse(String parameter) {
        return switch (parameter) {
            case "page" -> PAGE;
            case "section" -> SECTION;
            default -> throw ProblemException.invalid(FieldFault.of("part", "unknown"));
        };
    }
}
