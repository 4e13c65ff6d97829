import { element } from "./dom.js";

const LONGEST = 5000;
const NEARLY = 100;

// The fields, each with its label, its hint and what is wrong with it.
export function fields(words) {
    const faults = {};
    const inputs = {};

    const length = element("p", { class: "hint length", id: "length" });
    const nearly = element("p", { class: "spoken", role: "status" });

    function field(name, input, hint) {
        const fault = element("p", { class: "fault", id: name + "-fault" });
        faults[name] = fault;
        inputs[name] = input;
        return element("div", { class: "field" },
            element("label", { for: name }, words.text(name) + " ", element("span", { class: "star", "aria-hidden": "true" }, "*")),
            input, hint, fault);
    }

    function typed(name, attributes) {
        return element(name === "body" ? "textarea" : "input",
            { id: name, name, part: "field", "aria-required": "true", dir: "auto", ...attributes });
    }

    function describe(input, isWrong) {
        const hint = { body: "length", email: "unpublished" }[input.name];
        const ids = [hint, isWrong && input.name + "-fault"].filter(Boolean).join(" ");
        input.setAttribute("aria-invalid", isWrong);
        ids ? input.setAttribute("aria-describedby", ids) : input.removeAttribute("aria-describedby");
    }

    const all = [
        field("body", typed("body", { rows: 6 }), length),
        nearly,
        element("div", { class: "pair" },
            field("name", typed("name", { autocomplete: "name" }), null),
            field("email", typed("email", { type: "email", dir: "ltr", autocomplete: "email" }),
                element("p", { class: "hint", id: "unpublished" }, words.text("unpublished")))),
        element("label", { class: "remember" },
            element("input", { type: "checkbox", name: "remember" }), element("span", {}, words.text("remember"))),
        element("div", { class: "aside", "aria-hidden": "true" },
            element("label", { for: "website" }, words.text("website")),
            element("input", { id: "website", name: "website", tabindex: "-1", autocomplete: "off" })),
    ];
    Object.values(inputs).forEach(input => describe(input, false));

    return {
        all,

        // Ties a fault to its field; false if there is no such field.
        fault(name, detail) {
            if (!faults[name]) {
                return false;
            }
            faults[name].textContent = detail;
            describe(inputs[name], true);
            return true;
        },

        clear() {
            for (const [name, fault] of Object.entries(faults)) {
                fault.textContent = "";
                describe(inputs[name], false);
            }
        },

        focus() {
            Object.values(inputs).find(input => input.matches("[aria-invalid=true]"))?.focus();
        },

        // Counts as one types; says it only when the end is near.
        count() {
            const used = words.length(inputs.body.value.trim());
            const told = words.text("length", words.numbers.format(used), words.numbers.format(LONGEST));
            length.textContent = told;
            length.classList.toggle("fault", used > LONGEST);
            nearly.textContent = used > LONGEST - NEARLY ? told : "";
        },
    };
}
