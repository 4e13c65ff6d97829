package mizan.text;

import com.ibm.icu.text.Normalizer2;

/** User names that differ only in case or width are the same name. */
public final class UserName {

    private UserName() {}

    /**
     * The form in which a user name is stored and compared: lower case, full-width and half-width characters replaced,
     * composed. As in the PRECIS profile UsernameCaseMapped (RFC 8265 §3.3), but with Unicode's NFKC_Casefold, which also
     * unites final and non-final sigma, and ß and ss.
     */
    public static String fold(String name) {
        return Normalizer2.getNFKCCasefoldInstance().normalize(name);
    }
}
