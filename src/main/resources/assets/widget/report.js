import { element, focus } from "./dom.js";
import { load } from "./storage.js";

const REASONS = ["SPAM", "ABUSE", "HATE", "PERSONAL_DATA", "ILLEGAL", "OTHER"];
const ILLEGAL = "ILLEGAL";

// Forms that were closed, by the id of their comment: what was typed is there when a reader opens one again.
const closedForms = new Map();

// The form below a comment by which a reader reports it. A second click on the button closes it.
export function toggleReport(service, messages, id, button) {
    const entry = button.closest(".entry");
    const open = entry.querySelector(".reporting");
    if (open) {
        open.close();
        return;
    }
    const form = closedForms.get(id) ?? reportForm(service, messages, id);
    form.close = () => {
        form.remove();
        closedForms.set(id, form);
        button.setAttribute("aria-expanded", "false");
        button.focus();
    };
    form.end = thanks => {
        form.replaceWith(thanks);
        closedForms.delete(id);
        button.remove();
        focus(thanks);
    };
    entry.append(form);
    button.setAttribute("aria-expanded", "true");
    (form.querySelector(":checked") ?? form.elements.reason[0]).focus();
}

function reportForm(service, messages, id) {
    let legal = null;
    let fields = null;
    let isSending = false;
    const page = element(
        "p",
        { class: "hint", hidden: true },
        messages.text("reportIllegal"),
        " ",
        element("a", { href: service.noticePage(id), target: "_blank", rel: "noopener" }, messages.text("reportNotice")),
    );
    const note = element(
        "label",
        { class: "field" },
        element("span", {}, messages.text("reportNote")),
        element("textarea", { name: "note", rows: 2, dir: "auto", maxlength: 1000 }),
    );
    const status = element("p", { class: "fault", role: "alert" });
    const submit = element("button", { class: "submit", type: "submit" }, messages.text("reportSend"));
    const plain = element(
        "button",
        { type: "button", hidden: true, onclick: () => send(() => report(fields.values().explanation)) },
        messages.text("reportPlain"),
    );
    const form = element(
        "form",
        { class: "reporting", part: "report", novalidate: true, onsubmit: event => submitForm(event), onchange: () => show() },
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
        page,
        note,
        status,
        element(
            "p",
            { class: "state" },
            submit,
            plain,
            element("button", { type: "button", onclick: () => form.close() }, messages.text("reportCancel")),
        ),
    );

    const isIllegal = () => form.elements.reason.value === ILLEGAL;

    // A report of illegal content has the fields of a notice. If they cannot be loaded, the page that has them is offered.
    async function show() {
        if (isIllegal() && !fields) {
            const module = await service.noticeModule().catch(() => null);
            if (module && !fields) {
                legal = module;
                Object.assign(messages.texts, legal.texts);
                fields = legal.noticeFields({ element, messages, service, person: load("person") });
                page.after(fields.root);
            }
        }
        const hasNotice = isIllegal() && fields !== null;
        page.hidden = hasNotice || !isIllegal();
        note.hidden = hasNotice;
        plain.hidden = !hasNotice;
        if (fields) {
            fields.root.hidden = !hasNotice;
        }
        submit.textContent = messages.text(hasNotice ? "notice.send" : "reportSend");
    }

    function submitForm(event) {
        event.preventDefault();
        const reason = form.elements.reason.value;
        if (!reason) {
            status.textContent = messages.text("reportChoose");
        } else if (note.hidden) {
            send(notify);
        } else {
            send(() => report(form.elements.note.value));
        }
    }

    async function send(request) {
        if (isSending) {
            return;
        }
        isSending = true;
        status.textContent = "";
        fields?.showErrors();
        submit.setAttribute("aria-disabled", "true");
        const response = await request().catch(() => null);
        isSending = false;
        submit.removeAttribute("aria-disabled");
        if (response?.status === 202 || response?.status === 404) {
            form.end(response.thanks ?? element("p", { class: "state", role: "status" }, messages.text("reported")));
        } else if (response?.status === 422 && note.hidden) {
            fields.showErrors(response.body.errors);
        } else {
            status.textContent = messages.text("reportFailed");
        }
    }

    function report(note) {
        return service.report(id, "reports", { reason: form.elements.reason.value, note });
    }

    async function notify() {
        const response = await service.report(id, "notices", fields.values());
        const receipt = response.status === 202 && service.noticeReceipt(response.body.receipt);
        return receipt ? { ...response, thanks: legal.acknowledgement({ element, messages, receipt }) } : response;
    }

    return form;
}
