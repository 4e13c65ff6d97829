// Makes an element. Whatever anybody wrote enters a page here, and only as text.
export function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {})) {
        if (key.startsWith("on")) {
            made.addEventListener(key.slice(2), value);
        } else if (value !== null && value !== undefined && value !== false) {
            made.setAttribute(key, value === true ? "" : value);
        }
    }
    made.append(...children.flat().filter(child => child !== null));
    return made;
}

// A sentence with somebody's name in it, which keeps its own direction.
export function named(sentence, name) {
    const [before, after] = sentence.split("{0}");
    return [before, element("bdi", {}, name), after ?? ""];
}

// Moves the focus to where the reader goes on.
export function focus(target) {
    if (!target.matches("input, textarea, button, a")) {
        target.tabIndex = -1;
    }
    target.focus();
}
