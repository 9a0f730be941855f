import { canonical } from '../canonical.ts';
import { allowsAt, matchesPattern } from './event-pattern.ts';
import type { TargetInput } from './target-input.ts';
import { filledTemplate } from './template.ts';

/** Begins what stands for a variable in the shape of a template; no template holds it. */
const VALUE = '\u0000';
/** Stands for a variable within a text. */
const PART = '\u0001';

/**
 * Whether a rule gives this to a target for some event that its pattern asks for. What a part of an event may be
 * cannot be told from the pattern, so a target with an `inputPath` could have given nothing.
 * @throws Error for a pattern with a filter that is not known, or a template that is no JSON
 */
export function couldGive(target: TargetInput, pattern: unknown, payload: unknown): boolean {
  if (target.input !== undefined) return sameJson(JSON.parse(target.input), payload);
  if (target.inputPath !== undefined) return false;
  if (!target.transformer) return matchesPattern(pattern, payload);
  const { template, paths } = target.transformer;
  const shape: unknown = JSON.parse(
    filledTemplate(template, (name, quoted) => (quoted ? '\\u0001' : JSON.stringify(VALUE + name))),
  );
  const fillable = (name: string, value: unknown) => allowsAt(pattern, paths[name] ?? '$', value);
  return fits(shape, payload, fillable);
}

function fits(shape: unknown, value: unknown, fillable: (name: string, value: unknown) => boolean): boolean {
  if (typeof shape === 'string' && shape.startsWith(VALUE)) return fillable(shape.slice(1), value);
  if (typeof shape === 'string' && shape.includes(PART)) return typeof value === 'string';
  if (typeof shape !== 'object' || shape === null) return shape === value;
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== Array.isArray(shape))
    return false;
  const [wanted, given] = [new Map(Object.entries(shape)), new Map(Object.entries(value))];
  return (
    wanted.size === given.size &&
    [...wanted].every(([name, inner]) => given.has(name) && fits(inner, given.get(name), fillable))
  );
}

/** Whether two JSON values are the same, in whatever order their members are. */
export function sameJson(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}
