import type { Page } from 'playwright-core';

/** Pixels by which a page is wider than its window: more than none is scrolled sideways. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Controls and charts of the page that nobody who hears it can tell apart. */
export function nameless(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('a, button, input, select, summary, meter, [role=img], dialog[open], nav, section')]
    .filter((one) => !((one.ariaLabel ?? one.getAttribute('aria-label') ?? '') + (one.textContent ?? '') +
      [...(one.labels ?? [])].map((label) => label.textContent).join('')).trim())
    .map((one) => one.outerHTML.slice(0, 120))`);
}
