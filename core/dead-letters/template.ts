const VARIABLE = /<([\w.-]+)>/g;

/**
 * The text of an input template with its variables filled in.
 * @param fill gives the text for a variable; `quoted` says whether it stands within a JSON text
 */
export function filledTemplate(template: string, fill: (name: string, quoted: boolean) => string): string {
  const text = template.trim();
  const quotes = [...text.matchAll(/"(?:\\.|[^"\\])*"/g)].map(({ index, 0: all }) => [
    index,
    index + all.length,
  ]);
  const quoted = (offset: number) => quotes.some(([from = 0, to = 0]) => offset > from && offset < to);
  return text.replace(VARIABLE, (_, name: string, offset: number) => fill(name, quoted(offset)));
}
