import { InvalidInput, type Violation } from '../errors.ts';
import type { DocumentViolation, Path, ReadDocument } from '../yaml/yaml-document.ts';

/** Collects what is wrong with a document, with the place of each fault. */
export interface Report {
  readonly violations: readonly Violation[];
  add(path: Path, problem: string, allowed: string): void;
}

/** Checks one value of a document. */
export type Shape = (value: unknown, path: Path, report: Report) => void;

export function reportOn({ at }: ReadDocument): Report {
  const violations: Violation[] = [];
  return { violations, add: (...fault) => violations.push(placed(at(...fault))) };
}

/** A violation of a document as one of the input that carries it. */
function placed({ field, problem, allowed, line, column }: DocumentViolation): Violation {
  return { field, problem: `${problem} (line ${line}, column ${column})`, allowed };
}

const MOST_VIOLATIONS = 20;

/** A refusal of one document for several reasons; the first is in its message. */
export function refusal(violations: readonly Violation[]): InvalidInput {
  const [first] = violations;
  const more = violations.length > 1 ? ` (and ${violations.length - 1} more)` : '';
  return new InvalidInput(`${first?.field} ${first?.problem}${more}.`, {
    violations: violations.slice(0, MOST_VIOLATIONS),
  });
}

/** A refusal of a document that could not be read. */
export function unreadable(violations: readonly DocumentViolation[]): InvalidInput {
  return refusal(violations.map(placed));
}

/** Text that matches a pattern as a whole. */
export function text(pattern: RegExp, allowed: string): Shape {
  return (value, path, report) => {
    if (typeof value !== 'string' || !pattern.test(value)) report.add(path, 'does not fit', allowed);
  };
}

export function whole(least: number, most: number): Shape {
  return (value, path, report) => {
    if (!Number.isInteger(value) || Number(value) < least || Number(value) > most)
      report.add(path, 'does not fit', `a whole number from ${least} to ${most}`);
  };
}

export function oneOf(values: readonly unknown[]): Shape {
  return (value, path, report) => {
    if (!values.includes(value)) report.add(path, 'is not known', `one of ${values.join(', ')}`);
  };
}

export function list(item: Shape, least: number, most: number): Shape {
  return (value, path, report) => {
    if (!Array.isArray(value) || value.length < least || value.length > most)
      return report.add(path, 'does not fit', `a list of ${least} to ${most} entries`);
    for (const [index, entry] of value.entries()) item(entry, [...path, index], report);
  };
}

type Fields = Readonly<Record<string, Shape>>;

/** An object with these fields, the optional ones in a record of their own, and no others. */
export function fields(required: Fields, optional: Fields = {}): Shape {
  const known = { ...required, ...optional };
  return (value, path, report) => {
    if (!isObject(value))
      return report.add(path, 'does not fit', `an object with ${Object.keys(required).join(', ')}`);
    for (const [name, inner] of Object.entries(value)) {
      const shape = Object.hasOwn(known, name) ? known[name] : undefined;
      if (shape) shape(inner, [...path, name], report);
      else report.add([...path, name], 'is not a known field', Object.keys(known).join(', '));
    }
    for (const name of Object.keys(required))
      if (!Object.hasOwn(value, name)) report.add([...path, name], 'is missing', 'a value');
  };
}

/** One of several forms, told apart by the value of a field. */
export function variants(tag: string, forms: Readonly<Record<string, Shape>>): Shape {
  return (value, path, report) => {
    const name = isObject(value) ? value[tag] : undefined;
    const form = typeof name === 'string' && Object.hasOwn(forms, name) ? forms[name] : undefined;
    if (form) form(value, path, report);
    else report.add([...path, tag], 'is not known', `one of ${Object.keys(forms).join(', ')}`);
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
