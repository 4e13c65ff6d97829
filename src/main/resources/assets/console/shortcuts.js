// Keyboard shortcuts. They use `event.code`, so that they work on every keyboard layout. They are off in text fields.
const KEYS = {
    KeyA: "approve",
    KeyR: "reject",
    KeyU: "undo",
    KeyJ: "next",
    KeyK: "previous",
    KeyX: "select",
    KeyN: "note",
    KeyE: "history",
    KeyC: "context",
    KeyV: "unblur",
    Slash: "search",
    Escape: "escape",
};

/** Calls the action of each pressed key: `actions.approve(event)`, `actions.digit(3, event)`. An action returns true if it used the
 * key. A page leaves out the actions that it does not have. */
export function bindShortcuts(actions) {
    document.addEventListener("keydown", event => {
        const isTyping = event.target.closest("input:not([type=checkbox]), textarea, select, dialog");
        if (
            isTyping ||
            event.ctrlKey ||
            event.altKey ||
            event.metaKey ||
            event.isComposing ||
            (event.repeat && event.code !== "KeyJ" && event.code !== "KeyK")
        ) {
            return;
        }
        const isOff = localStorage.getItem("mizan.shortcuts") === "off";
        const digit = /^(?:Digit|Numpad)([1-7])$/.exec(event.code)?.[1];
        const action = actionOf(event);
        if (action === "escape" || !isOff) {
            if (digit ? actions.digit?.(Number(digit), event) : action && actions[action]?.(event)) {
                event.preventDefault();
            }
        }
    });
}

// Some layouts have "?" and "/" on other keys, so these two are also recognised by the typed character.
function actionOf(event) {
    if (event.key === "?" || event.key === "؟" || (event.code === "Slash" && event.shiftKey)) {
        return "help";
    }
    return event.key === "/" ? "search" : KEYS[event.code];
}
