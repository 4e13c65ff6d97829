// Keeps the colours of the section readable on a page that is dark, or light, without saying so by color-scheme.
export function followPage(host, section, signal) {
    const update = () => {
        section.style.colorScheme = "";
        const isDark = isLight(getComputedStyle(host).color);
        if (isDark !== isLight(getComputedStyle(section).color)) {
            section.style.colorScheme = isDark ? "dark" : "light";
        }
    };
    update();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", update, { signal });
    const themes = new MutationObserver(update);
    for (const themed of [document.documentElement, document.body]) {
        themes.observe(themed, { attributes: true });
    }
    signal.addEventListener("abort", () => themes.disconnect());
}

// Whether a computed colour is light. Text is light on dark pages.
function isLight(color) {
    const [first, second, third] = color
        .replace(/^color\(\S+/, "")
        .match(/[\d.]+/g)
        .map(Number);
    switch (/^[a-z]*/.exec(color)[0]) {
        case "oklab":
        case "oklch":
            return first > 0.6;
        case "lab":
        case "lch":
            return first > 50;
        default:
            return 0.2126 * first + 0.7152 * second + 0.0722 * third > (color.startsWith("color") ? 0.5 : 127);
    }
}
