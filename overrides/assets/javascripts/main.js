// Puts the page's behaviour in place. Every module finds its own elements by their data
// attributes and does nothing on a page that has none of them.

import { mountChecks } from "./checks.js";
import { mountCopy } from "./copy.js";
import { mountLanguages } from "./languages.js";
import { mountMenus } from "./menus.js";
import { mountOverflow } from "./overflow.js";
import { mountPrint } from "./print.js";
import { mountRandom } from "./random.js";
import { mountRenamed } from "./renamed.js";
import { mountReveal } from "./reveal.js";
import { mountSearch } from "./search.js";
import { mountSiteSwitch } from "./site-switch.js";
import { mountTheme } from "./theme.js";

mountRenamed();
mountLanguages();
mountTheme();
mountChecks();
mountReveal();
mountSiteSwitch();
mountMenus();
mountSearch();
mountCopy();
mountPrint();
mountRandom();

// It looks at everything that may be too wide, and nobody scrolls sideways at once. Safari does not
// tell when it has time.
if ("requestIdleCallback" in window) requestIdleCallback(mountOverflow, { timeout: 1000 });
else setTimeout(mountOverflow, 200);
