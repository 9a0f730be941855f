/** Files of the page that are served as they are written, by the name under which they are served. */
export const PLAIN_FILES = { 'index.html': 'page.html', 'icon.svg': 'icon.svg' } as const;

/** Every file of the built page but its configuration, which each installation has for itself. */
export const PAGE_FILES = [...Object.keys(PLAIN_FILES), 'main.css', 'main.js'];
