package mizan.screening.rule;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import mizan.screening.learning.LearnedModels;

/** The rules that check a comment, in the order of {@link ScreeningRule}. */
@Singleton
public class Rules {

    private final List<Rule> inOrder;

    @Inject
    Rules(Clock clock, LearnedModels models) {
        this(clock, models::judge);
    }

    private Rules(Clock clock, SimilarToRejectedRule.Judge judge) {
        inOrder = List.of(
                new LinksRule(),
                new ListedDomainRule(),
                new LookAlikeDomainRule(),
                new WordsRule(),
                new ShoutingRule(),
                new RepetitionRule(),
                new MixedScriptRule(),
                new HiddenCharactersRule(),
                new PhoneNumberRule(),
                new BankAccountRule(),
                new EmailAddressRule(),
                new ContactRule(),
                new PraiseWithLinkRule(),
                new SimilarTextRule(clock),
                new BurstRule(clock),
                new LanguageRule(),
                new SimilarToRejectedRule(judge));
    }

    /** The rules of a service that has learned nothing. */
    public static Rules untrained(Clock clock) {
        return new Rules(clock, (_, _) -> Optional.empty());
    }

    public List<Rule> inOrder() {
        return inOrder;
    }
}
