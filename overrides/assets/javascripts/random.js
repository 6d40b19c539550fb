// A random question: the page lists them all, and this goes to one of them.

/** Goes to one of the listed questions, if the page lists any. */
export function mountRandom() {
  const links = document.querySelectorAll("[data-sb-random-list] a[href]");
  const link = links[Math.floor(Math.random() * links.length)];
  if (link instanceof HTMLAnchorElement) location.replace(link.href);
}
