// How far is a long work? Asked every two seconds while the page is open; when it ends, the page is loaded anew.
const bar = document.querySelector("[data-progress]");

async function look() {
  const answer = await fetch(bar.dataset.progress, { headers: { Accept: "application/json" } });
  if (!answer.ok) {
    return;
  }
  const { state, percent, words } = await answer.json();
  if (state !== "running") {
    window.location.reload();
    return;
  }
  bar.value = percent;
  document.querySelector("[data-progress-words]").textContent = words;
}

if (bar) {
  setInterval(() => look().catch(() => {}), 2000);
}
