package mizan.publication;

import mizan.platform.FinishedAnswer;
import mizan.platform.FinishedBody;
import mizan.site.Site;
import org.jspecify.annotations.Nullable;

/** What a reader gets who asks the same again. */
record PublishedAnswer(PublishedAnswers answers, Asked asked, Site site, String route) implements FinishedAnswer {

    @Override
    public @Nullable FinishedBody body() {
        return answers.find(asked);
    }

    @Override
    public boolean mayRead(String origin) {
        return site.isOrigin(origin);
    }
}
