// Loads the messages in the language of the page, else in that of the site.
export async function loadMessages(base, site, language) {
    const query = language ? "?lang=" + encodeURIComponent(language) : "";
    const module = await import(new URL(`embed/${encodeURIComponent(site)}/words.js${query}`, base));
    return new Messages(module.default);
}

// Units with their length in seconds.
const UNITS = [
    ["minute", 60],
    ["hour", 3600],
    ["day", 86400],
    ["month", 2629800],
    ["year", 31557600],
];

class Messages {
    constructor({ locale, direction, timeZone, calendar, texts, privacyNotice, offersMail }) {
        this.locale = locale;
        this.direction = direction;
        this.texts = texts;
        this.privacyNotice = privacyNotice;
        this.offersMail = offersMail;
        this.numbers = new Intl.NumberFormat(locale);
        this.plurals = new Intl.PluralRules(locale);
        this.relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
        this.dates = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone, calendar });
        this.times = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone });
        this.graphemes = Intl.Segmenter && new Intl.Segmenter(locale);
    }

    text(key, ...values) {
        return values.reduce((text, value, index) => text.replaceAll(`{${index}}`, () => value), this.texts[key] ?? "");
    }

    // A message with a name, which is isolated so that its direction does not affect the rest.
    textWithName(key, name) {
        return this.text(key, `\u2068${name}\u2069`);
    }

    counted(key, count) {
        return this.text(`${key}.${this.plurals.select(count)}`, this.numbers.format(count));
    }

    ago(instant) {
        const seconds = (Date.parse(instant) - Date.now()) / 1000;
        return this.relativeTime(Math.min(seconds, 0));
    }

    relativeTime(seconds) {
        const size = Math.abs(seconds);
        const [unit, length] = UNITS.findLast(([, length]) => size >= length) ?? ["second", size < 10 && seconds <= 0 ? Infinity : 1];
        return this.relative.format(Math.trunc(seconds / length) || 0, unit);
    }

    timeOfDay(instant) {
        return this.times.format(Date.parse(instant));
    }

    // Number of user-perceived characters, as the service counts them.
    length(text) {
        return this.graphemes ? [...this.graphemes.segment(text)].length : [...text].length;
    }
}
