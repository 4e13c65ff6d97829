package mizan.screening.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mizan.text.TextSpan;

/** Finds IBANs (ISO 13616) with the length of their country and valid check digits, also with spaces and Arabic digits. */
final class BankAccountRule implements Rule {

    private static final Pattern START = Pattern.compile("(?<![\\p{L}\\p{N}])[A-Z]{2}\\p{Nd}{2}");

    private static final Map<String, Integer> LENGTHS = Map.ofEntries(
            Map.entry("AE", 23),
            Map.entry("AT", 20),
            Map.entry("BE", 16),
            Map.entry("BG", 22),
            Map.entry("BH", 22),
            Map.entry("CH", 21),
            Map.entry("CY", 28),
            Map.entry("CZ", 24),
            Map.entry("DE", 22),
            Map.entry("DK", 18),
            Map.entry("EG", 29),
            Map.entry("ES", 24),
            Map.entry("FI", 18),
            Map.entry("FR", 27),
            Map.entry("GB", 22),
            Map.entry("GR", 27),
            Map.entry("HU", 28),
            Map.entry("IE", 22),
            Map.entry("IL", 23),
            Map.entry("IQ", 23),
            Map.entry("IT", 27),
            Map.entry("JO", 30),
            Map.entry("KW", 30),
            Map.entry("LB", 28),
            Map.entry("LY", 25),
            Map.entry("MR", 27),
            Map.entry("NL", 18),
            Map.entry("NO", 15),
            Map.entry("OM", 23),
            Map.entry("PK", 24),
            Map.entry("PL", 28),
            Map.entry("PS", 29),
            Map.entry("PT", 25),
            Map.entry("QA", 29),
            Map.entry("RO", 24),
            Map.entry("SA", 24),
            Map.entry("SD", 18),
            Map.entry("SE", 24),
            Map.entry("SO", 23),
            Map.entry("TN", 24),
            Map.entry("TR", 26),
            Map.entry("UA", 29),
            Map.entry("YE", 30));

    private static final int MODULUS = 97;

    /** The check digits. */
    private static final int MIN_DIGITS = 2;

    @Override
    public ScreeningRule id() {
        return ScreeningRule.BANK_ACCOUNT;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        if (comment.digits() < MIN_DIGITS) {
            return Optional.empty();
        }
        List<TextSpan> spans = new ArrayList<>();
        Matcher start = START.matcher(comment.body());
        while (start.find()) {
            Integer length = LENGTHS.get(comment.body().substring(start.start(), start.start() + 2));
            if (length != null) {
                end(comment.body(), start.start(), length)
                        .ifPresent(end -> spans.add(new TextSpan(start.start(), end)));
            }
        }
        return Match.of(spans);
    }

    /** The end of the number; empty if there is no valid one. */
    private static Optional<Integer> end(String text, int from, int length) {
        StringBuilder number = new StringBuilder(length);
        int at = from;
        for (; at < text.length() && number.length() < length; at++) {
            char character = text.charAt(at);
            int digit = Character.digit(character, 10);
            if (digit >= 0) {
                number.append((char) ('0' + digit));
            } else if (character >= 'A' && character <= 'Z') {
                number.append(character);
            } else if (character != ' ' && character != '\u00A0') {
                return Optional.empty();
            }
        }
        return number.length() == length && isValid(number) ? Optional.of(at) : Optional.empty();
    }

    // The number after its first four characters, then these, with each letter as two digits, is 1 modulo 97.
    private static boolean isValid(StringBuilder number) {
        int remainder = 0;
        for (int i = 0; i < number.length(); i++) {
            int value = Character.digit(number.charAt((i + 4) % number.length()), 36);
            remainder = (remainder * (value < 10 ? 10 : 100) + value) % MODULUS;
        }
        return remainder == 1;
    }
}
