// "Leave this page now": the page left behind is taken out of the browser's history. The link works without this.
for (const link of document.querySelectorAll("[data-leave]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    location.replace(link.href);
  });
}
