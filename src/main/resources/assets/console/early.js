// Before anything is painted: what needs script is shown, what the moderator wants blurred is.
document.documentElement.classList.add("script");
document.documentElement.classList.toggle("blur", localStorage.getItem("mizan.blur") === "on");
