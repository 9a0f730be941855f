/** Files of the page that are served as they are written. */
export const PLAIN_FILES = ['index.html', 'icon.svg'] as const;

/** Every file of the built page but its configuration, which each installation has for itself. */
export const PAGE_FILES = [...PLAIN_FILES, 'main.css', 'main.js'] as const;
