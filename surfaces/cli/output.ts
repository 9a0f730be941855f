import { OperateError } from '../../core/errors.ts';
import { type Fields, heading, text } from './one-line.ts';
import { fitted, INDENT } from './table.ts';

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
