// Menus made of a native details element close like menus: by Escape, and by a click elsewhere.

const MENUS = "details.sb-menu[open], details.sb-menu-fold[open], .sb-menu-row details[open]";

/** Makes open menus close. */
export function mountMenus() {
  document.addEventListener("click", ({ target }) => {
    for (const menu of document.querySelectorAll(MENUS)) {
      if (!(target instanceof Node && menu.contains(target))) menu.removeAttribute("open");
    }
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    for (const menu of document.querySelectorAll(MENUS)) {
      const held = menu.contains(document.activeElement);
      menu.removeAttribute("open");
      if (held) menu.querySelector("summary")?.focus();
    }
  });
}
