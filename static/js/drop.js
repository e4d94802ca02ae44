// Lets the area around a file field take files that are dropped on it; what is dropped or chosen is sent at once.
// The field works without this.
document.querySelectorAll("[data-drop]").forEach((area) => {
  const field = area.querySelector("input[type=file]");
  area.querySelectorAll(".with-drop").forEach((words) => { words.hidden = false; });
  area.querySelectorAll(".without-drop").forEach((words) => { words.hidden = true; });
  const over = (event) => {
    event.preventDefault();
    area.classList.add("is-over");
  };
  area.addEventListener("dragenter", over);
  area.addEventListener("dragover", over);
  area.addEventListener("dragleave", () => area.classList.remove("is-over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("is-over");
    if (event.dataTransfer.files.length) {
      field.files = event.dataTransfer.files;
      area.requestSubmit();
    }
  });
  field.addEventListener("change", () => { if (field.files.length) area.requestSubmit(); });
});
