// Printing: questions alone unless their answers are open or asked for. What is opened for the
// print is closed after it.

const root = document.documentElement;

/** Makes the print buttons work. */
export function mountPrint() {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    if (root.dataset.sbPrint !== "answers") return;
    opened = Array.from(document.querySelectorAll("details.sb-step:not([open])"));
    for (const step of opened) step.open = true;
  });
  addEventListener("afterprint", () => {
    for (const step of opened) step.open = false;
    opened = [];
    delete root.dataset.sbPrint;
  });
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("[data-sb-print-page]");
    if (!(button instanceof HTMLElement)) return;
    root.dataset.sbPrint = button.dataset.sbPrintPage;
    print();
  });
}
