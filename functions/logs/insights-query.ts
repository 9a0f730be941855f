/** Rows that Logs Insights answers with at most. */
const MOST_ROWS = 10_000;

/** The query of Logs Insights that counts lines by log group; only those that contain a text, if one is given. */
export function countQuery(text?: string): string {
  const filters = text === undefined ? [] : [`filter @message like ${quoted(text)}`];
  return [...filters, 'stats count(*) as lines by @log', `limit ${MOST_ROWS}`].join(' | ');
}

/** A filter pattern that matches lines with the text as it is. */
export function phrase(text: string): string {
  return text === '' ? '' : quoted(text);
}

function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, '\\$&')}"`;
}
