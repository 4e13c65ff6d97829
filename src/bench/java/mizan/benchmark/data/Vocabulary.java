package mizan.benchmark.data;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The words of a language by frequency: real words first, then generated ones as rare words. */
final class Vocabulary {

    private static final int SIZE = 5_000;

    static final Vocabulary ARABIC = new Vocabulary("""
            في من على أن إلى هذا هذه التي الذي عن مع كان لا ما كل بعد قبل بين حتى لكن أو ثم قد لم لن هناك نحن أنا هم هو هي
            الناس الحكومة المقال الكاتب الحقيقة الوطن الشعب المدينة السوق الأسعار العمل الشباب المدرسة التعليم الصحة المستشفى
            الوزير القرار القانون الدولة الاقتصاد المواطن الراتب الشركة المشروع الطريق الماء الكهرباء البيت الأسرة الأطفال
            المستقبل التاريخ الثقافة الكتاب الصحيفة الخبر الرأي السؤال الجواب المشكلة الحل الوقت اليوم السنة الشهر شكرًا جميل
            مهم كبير صغير جديد قديم صحيح واضح صعب سهل ممتاز أفضل أكثر أقل دائمًا أحيانًا أبدًا يجب يمكن أعتقد أرى نريد نحتاج
            """, "ب ت ج ح خ د ر ز س ش ص ط ع غ ف ق ك ل م ن ه و ي", "ا ي و ة");

    static final Vocabulary ENGLISH = new Vocabulary("""
            the of and to a in is that it was for on are as with they be at this have from or by not but what all were when we
            there can an your which their said if do will each about how up out them then she many some so these would other
            people government article author truth country city market prices work young school teaching health hospital
            minister decision law state economy citizen salary company project road water power house family children future
            history culture book newspaper news opinion question answer problem solution time today year month thanks great
            important new old right clear hard easy excellent better more less always sometimes never should could think
            """, "b c d f g h l m n p r s t v w st tr br pl", "a e i o u ea");

    private final List<String> words;

    private Vocabulary(String frequent, String consonants, String vowels) {
        String[] first = consonants.split(" ");
        String[] second = vowels.split(" ");
        SplittableRandom random = new SplittableRandom(first.length);
        Stream<String> generated = IntStream.range(0, SIZE)
                .mapToObj(_ -> pick(first, random)
                        + pick(second, random)
                        + pick(first, random)
                        + pick(first, random)
                        + pick(second, random));
        this.words = Stream.concat(Stream.of(frequent.strip().split("\\s+")), generated)
                .distinct()
                .limit(SIZE)
                .toList();
    }

    private static String pick(String[] from, SplittableRandom random) {
        return from[random.nextInt(from.length)];
    }

    /** A random word with the frequencies of Zipf's law: the second word is half as frequent as the first. */
    String word(SplittableRandom random) {
        return words.get((int) Math.exp(random.nextDouble() * Math.log(words.size())) - 1);
    }
}
