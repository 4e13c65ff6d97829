const FIELDS = ["body", "name", "email"];

// Takes from the plain form, which the widget replaces, what the reader has done there: values, reply, focus and selection.
export function takeFrom(form) {
    const { parentId } = form.elements;
    const changed = FIELDS.map(name => form.elements[name]).filter(input => input && input.value !== input.defaultValue);
    const taken = {
        values: Object.fromEntries(changed.map(({ name, value }) => [name, value])),
        parent: parentId?.value ? { id: parentId.value, name: form.querySelector(".answering bdi")?.textContent ?? "…" } : null,
        focus: focusIn(form),
    };
    form.reset();
    return taken;
}

function focusIn(form) {
    const active = form.getRootNode().activeElement;
    return form.contains(active)
        ? {
              name: active.name,
              selection: [active.selectionStart, active.selectionEnd, active.selectionDirection],
              top: active.getBoundingClientRect().top,
          }
        : null;
}

// Focuses the same field of the widget, with the same selection, at the same place of the window.
export function restoreFocus({ name, selection, top }, form, otherwise) {
    const field = FIELDS.includes(name) ? form.elements[name] : otherwise;
    field.focus({ preventScroll: true });
    if (selection[0] !== null && field.selectionStart !== null) {
        field.setSelectionRange(...selection);
    }
    scrollBy(0, field.getBoundingClientRect().top - top);
}
