// Script of every console page: formats times in the browser's time zone and keeps relative times up to date.
const language = document.documentElement.lang;
const absoluteFormat = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
const clockFormat = new Intl.DateTimeFormat(language, { timeStyle: "short" });
const relativeFormat = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const UNITS = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
];

/** Formats an age such as "5 minutes ago", in the largest whole unit up to days. */
export function relativeTime(seconds) {
    const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? ["second", Infinity];
    return size === Infinity ? relativeFormat.format(0, unit) : relativeFormat.format(-Math.floor(seconds / size), unit);
}

/** Formats the times below a node: `<time datetime>` as local time, `<time datetime data-age>` as relative time, and
 * `<time datetime data-clock>` as hour and minute. */
export function formatTimes(node) {
    for (const time of node.querySelectorAll("time[datetime]")) {
        const instant = new Date(time.dateTime);
        if ("clock" in time.dataset) {
            time.textContent = clockFormat.format(instant);
        } else if ("age" in time.dataset) {
            time.title = absoluteFormat.format(instant);
            time.textContent = relativeTime((Date.now() - instant) / 1000);
        } else {
            time.textContent = absoluteFormat.format(instant);
        }
    }
}

// Other tabs read from here which account is signed in.
if (document.documentElement.dataset.account) {
    localStorage.setItem("mizan.account", document.documentElement.dataset.account);
}

formatTimes(document);
document.addEventListener("htmx:load", event => formatTimes(event.detail.elt));
setInterval(() => formatTimes(document), 60_000);
