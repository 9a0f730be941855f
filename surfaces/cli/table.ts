import { type Fields, heading, text } from './one-line.ts';

/** Columns by which what belongs to a name is set in. */
export const INDENT = 2;
/** Fields that hold sentences, with what stands before them. */
const SENTENCES: Readonly<Record<string, string>> = { words: '', fix: '-> ' };

/** A table, or where it is wider than the terminal and holds sentences, its rows with these below. */
export function fitted(rows: readonly Fields[], columns: number | undefined): string {
  const whole = table(rows);
  const widest = Math.max(...whole.split('\n').map((line) => line.length));
  const told = rows.some((row) => Object.keys(SENTENCES).some((name) => row[name] !== undefined));
  if (columns === undefined || widest <= columns) return whole;
  if (!told) return narrowed(rows, columns);
  const bare = rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !Object.hasOwn(SENTENCES, name))),
  );
  const [head = '', ...lines] = narrowed(bare, columns).split('\n');
  const below = (row: Fields) =>
    Object.entries(SENTENCES)
      .filter(([name]) => row[name] !== undefined)
      .flatMap(([name, mark]) => wrapped(`${mark}${text(row[name])}`, Math.max(20, columns - INDENT)))
      .map((line) => `${' '.repeat(INDENT)}${line}`);
  // What follows the rows says what was left out.
  return [head, ...lines.flatMap((line, index) => [line, ...below(rows[index] ?? {})])].join('\n');
}

/** Fields that say least of what a row is, the least first; after them go those at the right. */
const SECONDARY = [
  'createdBy',
  'requestedBy',
  'onBehalfOf',
  'planHash',
  'description',
  'severityReason',
  'createdAt',
  'deadline',
  'pinned',
  'previousVersion',
  'reopened',
];
/** A row's name and what is beside it stay. */
const LEAST_COLUMNS = 2;

/** A table of as many of its columns as fit, and a line that names the others. */
function narrowed(rows: readonly Fields[], columns: number): string {
  const names = namesOf(rows);
  const crowded = names.length > MANY_COLUMNS;
  const dispensable = [
    ...SECONDARY.filter((name) => names.includes(name)),
    ...names
      .slice(LEAST_COLUMNS)
      .filter((name) => !SECONDARY.includes(name))
      .reverse(),
  ];
  let left = rows;
  const without: string[] = [];
  const isWide = () =>
    Math.max(
      ...table(left, crowded)
        .split('\n')
        .map((line) => line.length),
    ) > columns;
  while (isWide() && without.length < dispensable.length) {
    without.push(dispensable[without.length] ?? '');
    left = rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !without.includes(name))),
    );
  }
  if (without.length === 0) return table(rows);
  const more = names.filter((name) => without.includes(name)).map(heading);
  return `${table(left, crowded)}\nwith --json also: ${more.join(', ')}`;
}

/** Lines of at most so many characters, as far as words are not longer themselves. */
function wrapped(sentence: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of sentence.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** With more columns a table leaves out lists and objects and cuts its cells; `--json` shows all. */
const MANY_COLUMNS = 6;
const NARROW_CELL = 28;

function table(rows: readonly Fields[], crowded = namesOf(rows).length > MANY_COLUMNS): string {
  const names = namesOf(rows);
  const columns = crowded ? names.filter((name) => rows.every((row) => !isCompound(row[name]))) : names;
  const widest = crowded ? NARROW_CELL : Number.POSITIVE_INFINITY;
  const cell = (value: unknown) => cut(text(value), widest);
  const cells = [columns.map(heading), ...rows.map((row) => columns.map((name) => cell(row[name])))];
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function namesOf(rows: readonly Fields[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

function isCompound(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function cut(value: string, widest: number): string {
  return value.length > widest ? `${value.slice(0, widest - 1)}…` : value;
}
