// The queue's page: which card is at hand, and what buttons and keys do to it.
import "./console.js";
import { decide, isPending, offer, undo } from "./decide.js";
import { listen } from "./keys.js";
import { arrived, watch } from "./live.js";
import { clear, confirm, count, selected, toggle } from "./select.js";
import { answered, ended, goOn, refuse, trouble } from "./send.js";
import { text } from "./words.js";

const items = document.querySelector("#items");
let current = null;
let isFetching = false;

function at(item) {
    if (item && item !== current) {
        current?.classList.remove("current");
        current = item;
        current.classList.add("current");
    }
}

function go(item) {
    if (item) {
        at(item);
        item.querySelector(".comment").focus({ preventScroll: true });
        item.scrollIntoView({ block: "nearest" });
    }
    return true;
}

function here() {
    return current?.isConnected ? current : null;
}

function beside(item, direction, fits = () => true) {
    let found = item[direction];
    while (found && !(found.matches(".item") && fits(found))) {
        found = found[direction];
    }
    return found;
}

function first() {
    return items.querySelector(".item[data-status=PENDING]") ?? items.querySelector(".item");
}

// Where to read on: the next that waits, else one before, else what begins more work.
function on(item) {
    const next = beside(item, "nextElementSibling", isPending) ?? beside(item, "previousElementSibling", isPending);
    if (next) {
        go(next);
    } else {
        (items.querySelector("#more a") ?? document.querySelector("#take")).focus();
    }
}

async function decideOn(item, verdict, reason) {
    const chosen = selected();
    if (chosen.length > 0) {
        await decideTogether(chosen, verdict);
    } else if (item && isPending(item)) {
        if (verdict === "APPROVE" && item.matches(".broken")) {
            return;
        }
        const note = item.querySelector(".note textarea")?.value.trim() ?? "";
        if (reason === "OTHER" && note === "") {
            openNote(item, () => decideOn(item, verdict, reason)).textContent = text("need-note");
            return;
        }
        decide([item], verdict, reason, note);
        on(item);
    }
}

async function decideTogether(chosen, verdict) {
    const answer = await confirm(chosen.length, verdict);
    if (answer) {
        decide(chosen, verdict, answer.reason, answer.note);
        clear();
        on(chosen.at(-1));
    } else {
        go(here() ?? chosen[0]);
    }
}

function openReasons(item) {
    if (selected().length > 0) {
        decideOn(item, "REJECT");
    } else if (item && isPending(item) && !item.querySelector(".reasons")) {
        const panel = document.querySelector("#reasons").content.cloneNode(true);
        item.querySelector(".actions").after(panel);
        item.querySelector(".reasons").addEventListener("submit", event => {
            event.preventDefault();
            decideOn(item, "REJECT", event.submitter.value);
        });
        item.querySelector(".reasons").scrollIntoView({ block: "nearest" });
        item.querySelector(".reasons button").focus({ preventScroll: true });
    }
}

function closeReasons(item) {
    const open = item?.querySelector(".reasons");
    open?.remove();
    return Boolean(open);
}

/** Opens the note of a card; what is typed goes with the next decision about it. */
function openNote(item, then) {
    if (!item.querySelector(".note")) {
        item.querySelector(".actions").after(document.querySelector("#note").content.cloneNode(true));
        const field = item.querySelector(".note textarea");
        field.id = `note-${item.dataset.id}`;
        item.querySelector(".note label").htmlFor = field.id;
    }
    const field = item.querySelector(".note textarea");
    field.onkeydown = event => {
        if (event.key === "Escape" || (event.key === "Enter" && !event.shiftKey && !event.isComposing)) {
            event.preventDefault();
            go(item);
            if (then && event.key === "Enter" && field.value.trim() !== "") {
                then();
            }
        }
    };
    field.focus();
    return item.querySelector(".note .fault");
}

function openHistory(item) {
    item.querySelector("[data-do=history]")?.click();
}

function unblur(item) {
    item.classList.toggle("shown");
}

async function takeBack() {
    const item = await undo();
    if (item) {
        go(item);
    }
}

function help() {
    document.querySelector("#help").showModal();
    return true;
}

// What nobody looks at is shown first, and not yet dealt with.
function withHere(deed) {
    return event => {
        const item = here() ?? first();
        if (item && here() && isInView(item)) {
            deed(item, event);
        } else if (item) {
            go(item);
        }
        return Boolean(item);
    };
}

function isInView(item) {
    const { top, bottom } = item.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
}

listen({
    approve: withHere(item => decideOn(item, "APPROVE")),
    reject: withHere(openReasons),
    digit: digit => {
        const button = here()?.querySelectorAll(".reasons button")[digit - 1];
        button?.click();
        return Boolean(button);
    },
    undo: () => { takeBack(); return true; },
    next: () => {
        const next = here() ? beside(here(), "nextElementSibling") : first();
        if (!next && items.querySelector("#more a")) {
            isFetching = true;
            items.querySelector("#more a").click();
        }
        return go(next);
    },
    previous: () => go(here() ? beside(here(), "previousElementSibling") : first()),
    select: withHere((item, event) => toggle(item, event.shiftKey)),
    note: withHere(item => openNote(item)),
    history: withHere(openHistory),
    unblur: withHere(unblur),
    search: () => { document.querySelector("#q").focus(); return true; },
    help,
    escape: () => {
        const item = here();
        if (closeReasons(item)) {
            go(item);
        } else {
            clear();
            goOn();
        }
        return false;
    },
});

items.addEventListener("focusin", event => at(event.target.closest(".item")));
items.addEventListener("click", event => {
    const item = event.target.closest(".item");
    const button = event.target.closest("button, a, input");
    at(item);
    if (button?.matches(".approve")) {
        event.preventDefault();
        decideOn(item, "APPROVE");
    } else if (button?.matches(".reject")) {
        event.preventDefault();
        openReasons(item);
    } else if (button?.dataset.do === "note") {
        openNote(item);
    } else if (button?.dataset.do === "unblur") {
        unblur(item);
    }
});
items.addEventListener("change", event => event.target.matches(".pick") && count());
document.querySelector("#q").addEventListener("keydown", event => event.key === "Escape" && go(here() ?? first()));
// A page that goes on to another waits for what was decided on it.
document.addEventListener("submit", async event => {
    const wait = event.target.method === "post" && !event.defaultPrevented && answered();
    if (wait) {
        event.preventDefault();
        await wait;
        event.target.requestSubmit(event.submitter);
    }
});
document.querySelector("#bulk").addEventListener("click", event => {
    const deed = event.target.closest("[data-bulk]")?.dataset.bulk;
    if (deed === "CLEAR") {
        clear();
    } else if (deed) {
        decideTogether(selected(), deed);
    }
});
document.querySelector("#undo").addEventListener("click", takeBack);
document.querySelector("#open-help").addEventListener("click", help);
document.querySelector("#arrivals").addEventListener("click", () => {
    const end = items.querySelector("#more");
    if (items.querySelector("#more a")) {
        end.scrollIntoView();
    } else if (end) {
        isFetching = true;
        htmx.ajax("GET", end.dataset.after, { target: "#more", swap: "outerHTML" });
    } else {
        location.reload();
    }
    arrived();
});

setting("#shortcuts-on", "mizan.shortcuts", localStorage.getItem("mizan.shortcuts") !== "off");
setting("#blur-on", "mizan.blur", localStorage.getItem("mizan.blur") === "on");

function setting(selector, key, isOn) {
    const box = document.querySelector(selector);
    box.checked = isOn;
    box.addEventListener("change", () => {
        localStorage.setItem(key, box.checked ? "on" : "off");
        document.documentElement.classList.toggle("blur", localStorage.getItem("mizan.blur") === "on");
    });
}

// What is loaded once more, because the list has moved meanwhile, is there once.
document.addEventListener("htmx:beforeSwap", event => {
    if (event.detail.target.id === "more") {
        const parsed = new DOMParser().parseFromString(`<ol>${event.detail.serverResponse}</ol>`, "text/html");
        parsed.querySelectorAll(".item").forEach(item => document.getElementById(item.id) && item.remove());
        event.detail.serverResponse = parsed.querySelector("ol").innerHTML || "<li hidden></li>";
    }
});
document.addEventListener("htmx:afterSettle", event => {
    const loaded = event.detail.elt;
    if (isFetching && loaded.closest("#items")) {
        isFetching = false;
        go(loaded.matches(".item") ? loaded : beside(here() ?? items.firstElementChild, "nextElementSibling"));
    }
});
document.addEventListener("htmx:beforeOnLoad", event => {
    if (event.detail.xhr.status === 401) {
        event.preventDefault();
        ended();
    }
});
document.addEventListener("htmx:sendError", () => {
    isFetching = false;
    trouble("offline");
});
document.addEventListener("htmx:responseError", event => {
    isFetching = false;
    if (event.detail.xhr.status === 503) {
        trouble("away");
    } else if (event.detail.xhr.status !== 401) {
        refuse(text("failed-load"));
    }
});

watch();
offer();
if (location.hash === "" && !document.querySelector("[autofocus], .notice.danger")) {
    go(first());
}
