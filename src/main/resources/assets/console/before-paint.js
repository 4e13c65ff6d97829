// Runs before the first paint: shows the controls that need script, and applies the blur setting.
document.documentElement.classList.add("script");
document.documentElement.classList.toggle("blur", localStorage.getItem("mizan.blur") === "on");
