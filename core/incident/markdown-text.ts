/** Everything that begins a markup of Markdown, its tables and HTML, wherever it stands. */
const MARKUP = /[\\`*_{}[\]()#+\-.!|<>~&:$@^=]/g;

/** Text that others wrote, so that Markdown shows it as it is: one line, no links, headings, lists or HTML. */
export function markdownText(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(MARKUP, '\\$&');
}
