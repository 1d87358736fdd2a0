/* The slip's square code leads to /rx/#482915336: what stands behind the # stays in the browser and is never sent. It
   goes into the field and out of the address, so that it is not kept in the list of pages that were visited. */
const field = document.querySelector("[data-from-address]");
const take = () => {
  const digits = location.hash.replace(/\D/g, "");
  if (!field || digits.length !== 9) return;
  field.value = digits.replace(/(\d{3})(?=\d)/g, "$1 ");
  history.replaceState(null, "", location.pathname + location.search);
};
take();
addEventListener("hashchange", take);
