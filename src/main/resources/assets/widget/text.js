// How comments are shown. DisplayText of the service follows the same rules.
const LETTERS = /\p{L}/gu;
const RIGHT_TO_LEFT =
    /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/u;
const BLANK_LINES = /\n(?:[\p{Zs}\t\p{Cf}\u115f\u1160\u2800\u3164\uffa0]*\n){2,}/gu;

// Several blank lines in a row are shown as one.
export function withoutBlankLines(text) {
    return text.replace(BLANK_LINES, "\n\n");
}

// The direction of most letters, without links, addresses and @names; "auto" if there is no majority.
export function direction(text) {
    const words = text.split(/[\s\p{Z}]+/u).filter(word => !/^(https?:\/\/|www\.)|@/i.test(word));
    const letters = words.join("").match(LETTERS) ?? [];
    const majority = 2 * letters.filter(letter => RIGHT_TO_LEFT.test(letter)).length - letters.length;
    return majority === 0 ? "auto" : majority > 0 ? "rtl" : "ltr";
}
