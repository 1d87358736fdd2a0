/* Every page works without this file. With it, GOV.UK Frontend's small helpers start: the error summary takes the
   focus, characters are counted, a password can be shown, a button pressed twice sends once. */
import { initAll } from "../govuk/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
