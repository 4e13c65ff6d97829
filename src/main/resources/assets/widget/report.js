import { element, focus } from "./dom.js";

const REASONS = ["SPAM", "ABUSE", "HATE", "PERSONAL_DATA", "ILLEGAL", "OTHER"];

// The form below a comment by which a reader reports it. A second click on the button closes it.
export function toggleReport(service, messages, id, button) {
    const entry = button.closest(".entry");
    const open = entry.querySelector(".reporting");
    if (open) {
        open.remove();
        button.setAttribute("aria-expanded", "false");
        return;
    }
    const close = () => {
        form.remove();
        button.setAttribute("aria-expanded", "false");
        button.focus();
    };
    const legal = element(
        "p",
        { class: "hint", hidden: true },
        messages.text("reportIllegal"),
        " ",
        element("a", { href: service.noticePage(id), target: "_blank", rel: "noopener" }, messages.text("reportNotice")),
    );
    const status = element("p", { class: "fault", role: "alert" });
    const form = element(
        "form",
        { class: "reporting", part: "report", novalidate: true, onsubmit: event => send(event), onchange: () => showLegal() },
        element(
            "fieldset",
            {},
            element("legend", {}, messages.text("reportReason")),
            REASONS.map(reason =>
                element(
                    "label",
                    { class: "remember" },
                    element("input", { type: "radio", name: "reason", value: reason }),
                    element("span", {}, messages.text("reason." + reason)),
                ),
            ),
        ),
        legal,
        element(
            "label",
            { class: "field" },
            element("span", {}, messages.text("reportNote")),
            element("textarea", { name: "note", rows: 2, dir: "auto", maxlength: 1000 }),
        ),
        status,
        element(
            "p",
            { class: "state" },
            element("button", { class: "submit", type: "submit" }, messages.text("reportSend")),
            element("button", { type: "button", onclick: close }, messages.text("reportCancel")),
        ),
    );

    function showLegal() {
        legal.hidden = form.elements.reason.value !== "ILLEGAL";
    }

    async function send(event) {
        event.preventDefault();
        const reason = form.elements.reason.value;
        const code = reason && (await service.report(id, reason, form.elements.note.value).catch(() => 0));
        if (code === 202 || code === 404) {
            const thanks = element("p", { class: "state", role: "status" }, messages.text("reported"));
            form.replaceWith(thanks);
            button.remove();
            focus(thanks);
        } else {
            status.textContent = messages.text(reason ? "reportFailed" : "reportChoose");
        }
    }

    entry.append(form);
    button.setAttribute("aria-expanded", "true");
    form.elements.reason[0].focus();
}
