package mizan.screening.rule;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** The rules that check a comment, in the order of {@link ScreeningRule}. */
@Singleton
public class Rules {

    private final List<Rule> inOrder;

    Rules(Clock clock) {
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
                new LanguageRule());
    }

    public List<Rule> inOrder() {
        return inOrder;
    }
}
