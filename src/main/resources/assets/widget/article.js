// What templates and scripts write where a value is missing.
const NOTHING = /^(undefined|null|NaN|false|\[object .*\])?$/;

const MAX_KEY_LENGTH = 500;

// The canonical URL belongs to the path on which it was first seen: after history.pushState, that of the last page may remain.
let canonical = { href: undefined, path: undefined };

function canonicalUrl() {
    const href = document.querySelector("link[rel~=canonical]")?.href;
    if (href !== canonical.href) {
        canonical = { href, path: location.pathname };
    }
    return canonical.path === location.pathname ? href : undefined;
}

// The normal form of an address (RFC 3986 §6.2.2), without fragment. ArticleKey of the service follows the same rules.
export function normalize(address) {
    const url = new URL(address);
    url.hash = "";
    return url.href.replace(/%[0-9a-f]{2}/gi, encoded => {
        const character = String.fromCharCode(parseInt(encoded.slice(1), 16));
        return /[\w.~-]/.test(character) ? character : encoded.toUpperCase();
    });
}

// Returns the attribute as a key; null if it is a missing value.
export function keyFrom(attribute) {
    return NOTHING.test(attribute.trim()) || [...attribute].length > MAX_KEY_LENGTH ? null : attribute;
}

// The article that an element shows: as its attributes say, else by the page's canonical URL, else by its address.
export function articleOf(element) {
    const given = element.getAttribute("article");
    const here = location.origin + location.pathname;
    const address = given === null && pageAddress(here);
    const url = canonicalUrl()?.startsWith(location.origin + "/") ? canonicalUrl() : here;
    const title = document.querySelector("meta[property='og:title']")?.content || document.title;
    return {
        article: given === null ? address && shortEnough(MAX_KEY_LENGTH, address) : keyFrom(given),
        articleUrl: element.getAttribute("article-url") || shortEnough(300, url),
        articleTitle: toPlainText(element.getAttribute("article-title") || title),
    };
}

function pageAddress(here) {
    const address = canonicalUrl() ?? here;
    return /^https?:/.test(address) ? normalize(address) : null;
}

// Whether pages with other comments may have the same key.
export function isAmbiguous(element) {
    const hasRoute = location.search || location.hash.startsWith("#/") || location.hash.startsWith("#!");
    return !element.hasAttribute("article") && !canonicalUrl() && hasRoute;
}

// A percent-encoded Arabic path is three times as long as the decoded one. A URL that is too long in both forms is left out.
function shortEnough(limit, url) {
    return [url, decoded(url)].find(candidate => [...candidate].length <= limit);
}

function decoded(url) {
    try {
        return decodeURI(url);
    } catch {
        return url;
    }
}

// One line without control characters, as the service accepts titles.
function toPlainText(title) {
    return [...title.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_C}]+/gu, " ").trim()].slice(0, 300).join("");
}
