// Creates an element. User content enters the page only here, and only as text.
export function element(name, attributes, ...children) {
    const created = document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {})) {
        if (key.startsWith("on")) {
            created.addEventListener(key.slice(2), value);
        } else if (value !== null && value !== undefined && value !== false) {
            created.setAttribute(key, value === true ? "" : value);
        }
    }
    created.append(...children.flat().filter(child => child !== null));
    return created;
}

// Puts a name into a sentence, isolated so that it keeps its own direction.
export function withName(sentence, name) {
    const [before, after] = sentence.split("{0}");
    return [before, element("bdi", {}, name), after ?? ""];
}

// The address of a comment on this page. It is absolute: the page may have a <base href>.
export function permalink(id) {
    return location.href.replace(/#.*$/, "") + "#comment-" + id;
}

// The id of the comment that the page's address leads to.
export function linkedComment() {
    return /^#comment-([0-9a-f-]{36})$/.exec(location.hash)?.[1];
}

// Focuses an element, also one that is not focusable by default.
export function focus(target) {
    if (!target.matches("input, textarea, button, a")) {
        target.tabIndex = -1;
    }
    target.focus();
}
