package mizan.testing;

import java.util.List;

/** Letters for names and domains, one string per script, in lower case. */
public final class Alphabets {

    public static final List<String> LOWER_CASE = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "abcdefghijklmnopqrstuvwxyzàáâäåæçèéêëìíîïñòóôöøùúûüýÿœšž",
            "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
            "абвгдежзийклмнопрстуфхцчшщъыьэюя",
            "αβγδεζηθικλμνξοπρστυφχψω",
            "אבגדהוזחטיכלמנסעפצקרשת",
            "कखगघचछजझटठडढणतथदधन",
            "ހށނރބޅކއވމފދތލ",
            "കഖഗഘചഛജഝടഠഡഢണതഥദധന",
            "ကခဂဃစဆဇဈဉတထဒဓန",
            "中文例子公司网络",
            "かきくけこさしすせそ",
            "가나다라마바사아",
            "กขคงจฉชซ",
            "ሀለሐመሠረሰሸ");

    private Alphabets() {}
}
