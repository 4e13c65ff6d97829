// E-mail addresses, telephone numbers, and IBANs. The service's own rules are stricter and cover more; this is only a hint
// before a text is sent.
const PERSONAL_DATA = [
    /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+\.\p{L}/u,
    /(?<![\p{L}\p{Nd}])[+＋0٠۰](?:[\s().-]{0,2}\p{Nd}){8,14}(?![\p{L}\p{Nd}])/u,
    /(?<![\p{L}\p{N}])[A-Z]{2}\p{Nd}{2}(?: ?[A-Z\p{Nd}]){11,30}(?![\p{L}\p{N}])/u,
];

export const hasPersonalData = text => PERSONAL_DATA.some(pattern => pattern.test(text));
