// The fields of a notice of illegal content. The widget loads this module when a reader reports a comment as illegal; the
// service adds the texts.
export function noticeFields({ element, messages, service, person }) {
    const inputs = {};
    const errors = {};

    function control(name, tag, attributes) {
        const input = element(tag, { id: "notice-" + name, name, part: "field", ...attributes });
        errors[name] = element("p", { class: "fault", id: `notice-${name}-fault` });
        inputs[name] = input;
        describe(input, false);
        return input;
    }

    function describe(input, isInvalid) {
        const hint = { explanation: "notice-hint", email: "notice-unpublished" }[input.name];
        const ids = [hint, isInvalid && `notice-${input.name}-fault`].filter(Boolean).join(" ");
        input.setAttribute("aria-invalid", isInvalid);
        ids ? input.setAttribute("aria-describedby", ids) : input.removeAttribute("aria-describedby");
    }

    function field(name, label, input, hint, isRequired) {
        return element(
            "div",
            { class: "field" },
            element(
                "label",
                { for: input.id },
                messages.text(label),
                isRequired ? " " : "",
                isRequired ? element("span", { class: "star", "aria-hidden": "true" }, "*") : "",
            ),
            input,
            hint,
            errors[name],
        );
    }

    function hint(id, text) {
        return element("p", { class: "hint", part: "hint", id }, messages.text(text));
    }

    function checkbox(name) {
        const input = control(name, "input", { type: "checkbox" });
        return element(
            "div",
            {},
            element("label", { class: "remember" }, input, element("span", {}, messages.text("notice." + name))),
            errors[name],
        );
    }

    const explanation = control("explanation", "textarea", { rows: 4, dir: "auto", "aria-required": "true" });
    const name = control("name", "input", { dir: "auto", autocomplete: "name" });
    const email = control("email", "input", { type: "email", dir: "ltr", autocomplete: "email" });
    name.value = person?.name ?? "";
    email.value = person?.email ?? "";
    const root = element(
        "div",
        { part: "legal-notice" },
        field("explanation", "notice.explanation", explanation, hint("notice-hint", "notice.explanationHint"), true),
        element(
            "div",
            { class: "pair" },
            field("name", "name", name, null, true),
            field("email", "email", email, hint("notice-unpublished", "unpublished"), true),
        ),
        checkbox("childSexualAbuse"),
        checkbox("goodFaith"),
        element(
            "p",
            { class: "hint" },
            element(
                "a",
                { href: messages.privacyNotice ?? service.privacyNotice(), target: "_blank", rel: "noopener" },
                messages.text("privacy"),
            ),
        ),
    );
    inputs.goodFaith.setAttribute("aria-required", "true");

    return {
        root,

        values() {
            return {
                explanation: explanation.value,
                name: name.value,
                email: email.value,
                childSexualAbuse: inputs.childSexualAbuse.checked,
                goodFaith: inputs.goodFaith.checked,
            };
        },

        // Shows the service's errors at their fields, and focuses the first of them. Without errors it clears all. In a report
        // without the details, the explanation is the note.
        showErrors(violations = []) {
            for (const [name, input] of Object.entries(inputs)) {
                const violation = violations.find(({ pointer }) => pointer.replace("note", "explanation") === "#/" + name);
                errors[name].textContent = violation?.detail ?? "";
                describe(input, Boolean(violation));
            }
            root.querySelector("[aria-invalid=true]")?.focus();
        },
    };
}

// What replaces the form: the acknowledgement, and the link to the decision.
export function acknowledgement({ element, messages, receipt }) {
    return element(
        "div",
        { class: "acknowledgement", role: "status" },
        element("p", {}, element("strong", {}, messages.text("notice.PENDING"))),
        element("p", {}, messages.text("reported")),
        element("p", {}, element("a", { href: receipt, target: "_blank", rel: "noopener" }, messages.text("notice.receipt"))),
        element("p", { class: "hint" }, messages.text("notice.keep")),
    );
}
