package mizan.screening.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generated comments: rejected ones advertise, approved ones talk about the article. */
final class Corpus {

    private static final List<String> COMMON = List.of(
            "the", "this", "video", "article", "today", "people", "city", "think", "about", "really", "مقال", "اليوم");
    private static final List<String> ADVERTISING = List.of("earn", "money", "channel", "subscribe", "اشترك", "اربح");
    private static final List<String> TALK = List.of("minister", "bridge", "school", "budget", "المدرسة", "الجسر");

    private Corpus() {}

    static List<LabelledText> of(int size, long seed) {
        Random random = new Random(seed);
        List<LabelledText> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            boolean isRejected = i % 3 == 0;
            texts.add(new LabelledText(text(random, isRejected ? ADVERTISING : TALK), isRejected, "source" + i % 4));
        }
        return texts;
    }

    /** Labels that have nothing to do with the texts. */
    static List<LabelledText> withoutMeaning(int size, long seed) {
        Random random = new Random(seed);
        return of(size, seed).stream()
                .map(text -> new LabelledText(text.text(), random.nextBoolean(), text.source()))
                .toList();
    }

    /** Each comment has one of a hundred words that decide: few decisions tell about few of them. */
    static List<LabelledText> ofManyTopics(int size, long seed) {
        Random random = new Random(seed);
        List<LabelledText> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int topic = random.nextInt(100);
            String word = Long.toString(new Random(topic).nextLong(), Character.MAX_RADIX);
            texts.add(new LabelledText(text(random, COMMON) + word, topic % 3 == 0, ""));
        }
        return texts;
    }

    private static String text(Random random, List<String> topic) {
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < 12; word++) {
            List<String> from = random.nextInt(6) == 0 ? topic : COMMON;
            text.append(from.get(random.nextInt(from.size()))).append(' ');
        }
        return text.append(random.nextInt(1_000)).toString();
    }
}
