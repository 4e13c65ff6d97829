// The page of one comment: its keys. They do what its buttons and links do.
import "./console.js";
import { bindShortcuts } from "./shortcuts.js";

const reason = document.querySelector("#reason");
const note = document.querySelector("#note");

function click(selector) {
    const target = document.querySelector(selector);
    target?.click();
    return Boolean(target);
}

function focus(field) {
    field?.focus();
    return Boolean(field);
}

// The button gets the focus, so that Enter or R rejects.
function chooseReason(digit) {
    if (reason) {
        reason.selectedIndex = digit;
        focus(document.querySelector("[value=REJECT]"));
    }
    return Boolean(reason);
}

bindShortcuts({
    approve: () => click("[value=APPROVE]"),
    // A rejection needs its reason first.
    reject: () => (reason?.value === "" ? focus(reason) : click("[value=REJECT]")),
    digit: chooseReason,
    note: () => focus(note),
    next: () => click("[rel=next]"),
    previous: () => click("[rel=prev]"),
});

reason?.addEventListener("keydown", event => {
    const digit = /^(?:Digit|Numpad)([1-7])$/.exec(event.code)?.[1];
    if (digit && !event.ctrlKey && !event.altKey && !event.metaKey) {
        event.preventDefault();
        chooseReason(Number(digit));
    }
});
// The keys work again after a reason was chosen or a note was written.
for (const field of [reason, note]) {
    field?.addEventListener("keydown", event => event.key === "Escape" && field.blur());
}
