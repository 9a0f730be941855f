import { OperateError } from '../../core/errors.ts';
import { kebabCase } from './flags.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Answers come from records that hold text of others: terminal controls in it must not act. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/**
 * An answer for people: lists as tables, everything else as `name: value` lines.
 * @param columns of the terminal; sentences in tables that are wider stand below their row
 */
export function render(answer: unknown, columns?: number): string {
  if (!isFields(answer)) return text(answer);
  return Object.entries(answer)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => field(name, value, columns))
    .join('\n');
}

function field(name: string, value: unknown, columns?: number): string {
  if (Array.isArray(value) && value.length === 0) return `${heading(name)}: none`;
  const inner = columns === undefined ? undefined : columns - INDENT;
  if (isTable(value)) return `${heading(name)}:\n${indented(fitted(value, inner))}`;
  if (Array.isArray(value)) return `${heading(name)}: ${value.map(text).join(', ')}`;
  if (isFields(value)) return `${heading(name)}:\n${indented(render(value, inner))}`;
  return `${heading(name)}: ${text(value)}`;
}

const INDENT = 2;
/** Fields that hold sentences, with what stands before them. */
const SENTENCES: Readonly<Record<string, string>> = { words: '', fix: '-> ' };

/** A table, or where it is wider than the terminal and holds sentences, its rows with these below. */
function fitted(rows: readonly Fields[], columns: number | undefined): string {
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
  'planHash',
  'description',
  'severityReason',
  'createdAt',
  'deadline',
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

/** A value in one line. */
function text(value: unknown): string {
  if (value === undefined || value === null) return '-';
  const plain = typeof value === 'object' ? inline(value) : String(value);
  return plain.replace(CONTROLS, '\u{FFFD}');
}

function inline(value: object): string {
  if (Array.isArray(value)) return value.map(text).join(', ');
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return fields.map(([name, inner]) => `${heading(name)} ${text(inner)}`).join(', ');
}

/** `lastVerdict` as people write it: `last verdict`. */
function heading(name: string): string {
  return kebabCase(name).replaceAll('-', ' ').trim();
}

function indented(lines: string): string {
  return lines.replace(/^/gm, '  ');
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTable(value: unknown): value is readonly Fields[] {
  return Array.isArray(value) && value.length > 0 && value.every(isFields);
}

/** A refusal for people: what, and for every field what was wrong and what is allowed. */
export function renderError(error: Error): string {
  if (!(error instanceof OperateError)) return text(error.message);
  const { violations = [], conflictsWith, retryAfterSeconds } = error.detail;
  return [
    `${error.name}: ${text(error.message)}`,
    ...violations.map(
      ({ field: at, problem, allowed }) => `  ${text(at)} ${text(problem)}; allowed: ${text(allowed)}`,
    ),
    ...(conflictsWith ? [`  in the way: ${text(conflictsWith)}`] : []),
    ...(retryAfterSeconds === undefined ? [] : [`  try again in ${retryAfterSeconds} s`]),
  ].join('\n');
}

/** A refusal for programs: the members of its problem document. */
export function errorAsJson(error: Error): Fields {
  if (!(error instanceof OperateError)) return { title: error.name, detail: error.message };
  const { cause: _kept, ...detail } = error.detail;
  return { title: error.name, status: error.status, detail: error.message, ...detail };
}
