/* The moment of the tap. Where the network is slow or away, the same form is sent again later, and keeps it. */
document.querySelectorAll("form[data-tapped]").forEach((form) => {
  form.addEventListener("submit", () => {
    form.elements.at.value ||= String(Date.now());
  });
});
