// Messages of the scripts, in the page's language.
const language = document.documentElement.lang;
const messages = JSON.parse(document.querySelector("meta[name=messages]").content);
const pluralRules = new Intl.PluralRules(language);
const numberFormat = new Intl.NumberFormat(language);

export function formatNumber(number) {
    return numberFormat.format(number);
}

/** The message under the key. Each inserted value is isolated, so that its direction does not affect the text around it. */
export function message(key, ...values) {
    return messages[key].replace(/\{(\d)\}/g, (_, index) => isolate(values[index] ?? ""));
}

const MAX_CHARACTERS = 1_000;
const MAX_BYTES = 8_000;

/** Whether a note, together with a legal ground, is too long for the service: in characters as people count them, or in bytes. */
export function isTooLong(note, legalGround = "") {
    const segmenter = new Intl.Segmenter(language);
    return (
        [note, legalGround].some(text => [...segmenter.segment(text)].length > MAX_CHARACTERS) ||
        new TextEncoder().encode(note + legalGround).length > MAX_BYTES
    );
}

/** Wraps a value in Unicode first-strong isolate characters. */
export function isolate(value) {
    return value === "" ? "" : `\u2068${value}\u2069`;
}

/** The plural form of a message that fits the count. */
export function plural(key, count) {
    return messages[`${key}.${pluralRules.select(count)}`].replace("{0}", formatNumber(count));
}
