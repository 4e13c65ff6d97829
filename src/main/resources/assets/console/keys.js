// Shortcuts by the place of the key, so that they work whatever the layout writes; none while somebody types.
const KEYS = {
    KeyA: "approve",
    KeyR: "reject",
    KeyU: "undo",
    KeyJ: "next",
    KeyK: "previous",
    KeyX: "select",
    KeyN: "note",
    KeyE: "history",
    KeyV: "unblur",
    Slash: "search",
    Escape: "escape",
};

/** Calls the deed that a key stands for: `deeds.approve(event)`, `deeds.digit(event, 3)`… */
export function listen(deeds) {
    document.addEventListener("keydown", event => {
        const isTyping = event.target.closest("input:not([type=checkbox]), textarea, select, dialog");
        if (isTyping || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat && event.code !== "KeyJ" && event.code !== "KeyK") {
            return;
        }
        const isOff = localStorage.getItem("mizan.shortcuts") === "off";
        const digit = /^(?:Digit|Numpad)([1-7])$/.exec(event.code)?.[1];
        const deed = named(event);
        if (deed === "escape" || !isOff) {
            if (digit ? deeds.digit(Number(digit)) : deed && deeds[deed](event)) {
                event.preventDefault();
            }
        }
    });
}

// A layout may write these two elsewhere than the place for them.
function named(event) {
    if (event.key === "?" || event.key === "؟" || (event.code === "Slash" && event.shiftKey)) {
        return "help";
    }
    return event.key === "/" ? "search" : KEYS[event.code];
}
