import { Refused } from '../../../core/errors.ts';
import type { Job } from '../step/tool-work.ts';

/**
 * The input of an approved call, with exactly the members that it may have.
 * @param members names of members that are whole numbers or texts
 * @throws Refused for another member, or another kind of value
 */
export function callInput(
  { params }: Pick<Job, 'params'>,
  members: Readonly<Record<string, 'integer' | 'text'>>,
): Readonly<Record<string, unknown>> {
  const input = (params['input'] ?? {}) as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(input)) {
    const kind = Object.hasOwn(members, name) ? members[name] : undefined;
    const fits =
      kind === 'integer' ? Number.isInteger(value) && Number(value) >= 0 : typeof value === 'string';
    if (kind === undefined || !fits)
      throw new Refused(`The input may have ${describe(members)}; '${name}' is something else.`);
  }
  return input;
}

function describe(members: Readonly<Record<string, 'integer' | 'text'>>): string {
  return Object.entries(members)
    .map(([name, kind]) => `${name} (${kind === 'integer' ? 'a whole number' : 'a text'})`)
    .join(', ');
}
