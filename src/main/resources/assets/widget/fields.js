import { element, withName } from "./dom.js";

const MAX_LENGTH = 5000;

// The length is announced when fewer characters than this are left.
const ANNOUNCE_BELOW = 100;

// The form fields, each with label, hint and error message.
export function fields(messages) {
    const errors = {};
    const inputs = {};

    const length = element("p", { class: "hint length", part: "hint", id: "length" });
    const announcement = element("p", { class: "visually-hidden", role: "status" });

    function field(name, input, hint) {
        const error = element("p", { class: "fault", id: name + "-fault" });
        errors[name] = error;
        inputs[name] = input;
        return element(
            "div",
            { class: "field" },
            element(
                "label",
                { for: name, part: "label" },
                messages.text(name) + " ",
                element("span", { class: "star", "aria-hidden": "true" }, "*"),
            ),
            input,
            hint,
            error,
        );
    }

    function control(name, attributes) {
        return element(name === "body" ? "textarea" : "input", {
            id: name,
            name,
            part: "field",
            "aria-required": "true",
            dir: "auto",
            ...attributes,
        });
    }

    function describe(input, isInvalid) {
        const hint = { body: "length", email: "unpublished" }[input.name];
        const ids = [hint, isInvalid && input.name + "-fault"].filter(Boolean).join(" ");
        input.setAttribute("aria-invalid", isInvalid);
        ids ? input.setAttribute("aria-describedby", ids) : input.removeAttribute("aria-describedby");
    }

    function checkbox(name) {
        return element(
            "label",
            { class: "remember", part: name },
            element("input", { type: "checkbox", name }),
            element("span", {}, messages.text(name)),
        );
    }

    const body = field("body", control("body", { rows: 6 }), length);
    const pair = element(
        "div",
        { class: "pair" },
        field("name", control("name", { autocomplete: "name" }), null),
        field(
            "email",
            control("email", { type: "email", dir: "ltr", autocomplete: "email" }),
            element("p", { class: "hint", part: "hint", id: "unpublished" }, messages.text("unpublished")),
        ),
    );
    const known = element(
        "p",
        { class: "known", part: "known", hidden: true },
        element("span"),
        element(
            "button",
            {
                type: "button",
                onclick: () => {
                    pair.hidden = false;
                    known.hidden = true;
                    inputs.name.focus();
                },
            },
            messages.text("change"),
        ),
    );

    const all = [
        body,
        announcement,
        known,
        pair,
        messages.offersMail ? checkbox("notify") : "",
        checkbox("remember"),
        element(
            "div",
            { class: "aside", "aria-hidden": "true" },
            element("label", { for: "website" }, messages.text("website")),
            element("input", { id: "website", name: "website", tabindex: "-1", autocomplete: "off" }),
        ),
    ];
    Object.values(inputs).forEach(input => describe(input, false));

    return {
        all,

        // Shows the error of a field; false if there is no such field.
        showError(name, detail) {
            if (!errors[name]) {
                return false;
            }
            errors[name].textContent = detail;
            if (name !== "body") {
                this.foldPerson(null);
            }
            describe(inputs[name], true);
            return true;
        },

        // Clears the error of one field, or all errors.
        clear(name) {
            for (const cleared of Object.keys(errors).filter(field => !name || field === name)) {
                errors[cleared].textContent = "";
                describe(inputs[cleared], false);
            }
        },

        // Shows a known person in one line; null to show the fields.
        foldPerson(person) {
            pair.hidden = person !== null;
            known.hidden = person === null;
            known.firstChild.replaceChildren(...withName(messages.text("as", "{0}"), person?.name ?? ""));
        },

        focus() {
            Object.values(inputs)
                .find(input => input.matches("[aria-invalid=true]"))
                ?.focus();
        },

        // Shows the length, and announces it to screen readers near the limit.
        updateLength() {
            const used = messages.length(inputs.body.value.trim());
            const count = messages.text("length", messages.numbers.format(used), messages.numbers.format(MAX_LENGTH));
            length.textContent = count;
            length.classList.toggle("fault", used > MAX_LENGTH);
            announcement.textContent = used > MAX_LENGTH - ANNOUNCE_BELOW ? count : "";
        },
    };
}
