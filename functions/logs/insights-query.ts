/** What Logs Insights is asked: how many lines, in each log group and minute-long or longer slot. */
export interface CountQuery {
  /** Only lines that contain this text. */
  readonly text?: string;
  /** Only lines that have one of these words, in any case. */
  readonly words?: readonly string[];
  readonly slotSeconds: number;
}

const ROWS = 10_000;

/** The query in the language of Logs Insights. */
export function countQuery({ text, words, slotSeconds }: CountQuery): string {
  const filters = [
    ...(text === undefined ? [] : [`filter @message like ${quoted(text)}`]),
    ...(words === undefined ? [] : [`filter @message like /(?i)\\b(${words.join('|')})\\b/`]),
  ];
  const count = `stats count(*) as lines by @log, bin(${slotSeconds}s) as slot`;
  return [...filters, count, `limit ${ROWS}`].join(' | ');
}

/** A filter pattern that matches lines with the text as it is. */
export function phrase(text: string): string {
  return text === '' ? '' : `"${text.replaceAll(/[\\"]/g, '\\$&')}"`;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, '\\$&')}"`;
}
