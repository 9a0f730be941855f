/**
 * What is markup wherever it stands: code, emphasis, links, images, HTML, entities, addresses that become links,
 * mentions, formulas. An underscore within a word is none.
 */
const MARKUP =
  /[\\`*[\]~$@]|<(?=[a-z/!?])|&(?=#?\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=\/\/)|(?<=\bwww)\./giu;
/** What is markup at the beginning of a line: headings, quotations, lists, rules. */
const AT_START = /^(?:#(?=#{0,5}(?:\s|$))|>|[-+](?=\s|$|[-+])|=(?==*$))/;
const NUMBERED = /^(\d{1,9})([.)])(?=\s|$)/;
/** A heading ends before such signs. */
const AT_END = /(?<=\s)#(?=#*$)/;

/**
 * Text that others wrote, so that Markdown shows it as it is: one line, no links, headings, lists or HTML. Only what
 * would be something else is escaped, since people read the text as well as it is.
 */
export function markdownText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(MARKUP, '\\$&')
    .replace(AT_START, '\\$&')
    .replace(NUMBERED, '$1\\$2')
    .replace(AT_END, '\\#');
}
