const SECTIONS = ['Summary', 'Cause', 'What helped', 'What did not help', 'Action items'];
const LINES_OF_EACH = 3;

/** The first lines of those parts of a postmortem that somebody reads first. */
export function excerptOf(markdown: string): readonly string[] {
  const parts = markdown.split(/^## /m).slice(1);
  return parts.flatMap((part) => {
    const [name = '', ...lines] = part.split('\n').filter((line) => line.trim() !== '');
    if (!SECTIONS.includes(name)) return [];
    return lines.slice(0, LINES_OF_EACH).map((line) => `${name}: ${plain(line)}`);
  });
}

/** A line without Markdown's bullets and escapes. */
function plain(line: string): string {
  return line.replace(/^- (\[ \] )?/, '').replace(/\\([^\w\s])/g, '$1');
}
