import { readFile, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';

const TITLE = `# Results of the benches

Written by \`npm run bench -- <name> --write\`; each section is one run. Times are relative to what ran beside it in the
same run, because machines differ; counts do not.
`;

/** Puts a bench's report in the file of results, in place of its earlier one; the other sections stay. */
export async function keep(path: string, name: string, report: string): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => TITLE);
  const section = `<!-- ${name} -->\n## ${name}\n\n${machine()}\n\n${report.trim()}\n`;
  await writeFile(path, withSection(before, name, section));
}

/** The text with one section replaced or added, sections in the order of their names. */
export function withSection(text: string, name: string, section: string): string {
  const [title = '', ...sections] = text.split(/(?=^<!-- [\w-]+ -->$)/m);
  const kept = sections.filter((known) => !known.startsWith(`<!-- ${name} -->`));
  const sorted = [...kept, section].map((one) => one.trim()).sort();
  return `${[title.trim(), ...sorted].join('\n\n')}\n`;
}

/** What the figures were taken on; nothing that names the machine or a place on it. */
function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `Node ${process.versions.node}, ${process.platform} ${release().split('-')[0]} ${process.arch}, ${cpus().length} x ${cpu?.model.trim()}, ${memory} GB.`;
}
