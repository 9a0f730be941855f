import { OperateError } from '../../core/errors.ts';
import { kebabCase } from './flags.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Answers come from records that hold text of others: terminal controls in it must not act. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** An answer for people: lists as tables, everything else as `name: value` lines. */
export function render(answer: unknown): string {
  if (!isFields(answer)) return text(answer);
  return Object.entries(answer)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => field(name, value))
    .join('\n');
}

function field(name: string, value: unknown): string {
  if (Array.isArray(value) && value.length === 0) return `${heading(name)}: none`;
  if (isTable(value)) return `${heading(name)}:\n${indented(table(value))}`;
  if (Array.isArray(value)) return `${heading(name)}: ${value.map(text).join(', ')}`;
  if (isFields(value)) return `${heading(name)}:\n${indented(render(value))}`;
  return `${heading(name)}: ${text(value)}`;
}

/** With more columns a table leaves out lists and objects and cuts its cells; `--json` shows all. */
const MANY_COLUMNS = 6;
const NARROW_CELL = 28;

function table(rows: readonly Fields[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const crowded = names.length > MANY_COLUMNS;
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
