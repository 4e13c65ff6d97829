package mizan.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserNameTest {

    @ParameterizedTest
    @CsvSource({
        "Ada, ada",
        "ＡＤＡ, ada",
        "CAFE\u0301, caf\u00e9",
        "STRASSE, straße",
        "ΣΊΣΥΦΟΣ, σίσυφος",
        "ﻟﻴﻠﻰ, ليلى",
        "ｶﾞ, ガ"
    })
    void namesThatDifferInCaseOrWidthAreEqual(String one, String other) {
        assertThat(UserName.fold(one)).isEqualTo(UserName.fold(other));
    }

    @ParameterizedTest
    @CsvSource({"ada, adà", "ليلى, ليلي", "a.da, ada"})
    void otherNamesDiffer(String one, String other) {
        assertThat(UserName.fold(one)).isNotEqualTo(UserName.fold(other));
    }
}
