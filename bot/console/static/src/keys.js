// One key for one act, where a page offers it: whatever carries `data-key` is pressed by that key.
// Never while somebody types, and never with Ctrl, Alt or Meta, which belong to the browser and to screen readers.
const typing = "input:not([type=radio]):not([type=checkbox]):not([type=submit]), textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.target.closest?.(typing)) {
    return;
  }
  const wanted = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const target = document.querySelector(`[data-key="${CSS.escape(wanted)}"]`);
  if (target) {
    event.preventDefault();
    target.focus();
    target.click();
  }
});
