import { Conflict } from '../errors.ts';
import type { Change } from './change.ts';
import type { Decision } from './decide.ts';
import type { Capacity } from './facts.ts';
import { isSet } from './setting.ts';

/**
 * Takes a change back: what was there before it is set again, whatever is measured. Only the last change can be taken
 * back, and only what is still as it left it.
 * @throws Conflict when something else came after it
 */
export function undoDecision(
  { change, isLast }: { readonly change: Change; readonly isLast: boolean },
  capacity: Capacity,
): Decision {
  const { units: from = 0, obstacle, name } = capacity;
  if (obstacle)
    return {
      verdict: 'NOTHING',
      from,
      to: from,
      code: obstacle.code,
      words: obstacle.words,
      why: [{ rule: 'exclusion', to: from, words: obstacle.words }],
    };
  if (!isLast)
    throw new Conflict(
      `${change.id} is not the last change of ${name}: what came after it would be undone as well.`,
    );
  if (isSet(capacity, change.undo)) {
    const words = `${name} is as it was before ${change.id}.`;
    return {
      verdict: 'NOTHING',
      from,
      to: from,
      code: 'AT_REQUEST',
      words,
      why: [{ rule: 'undo', to: from, words }],
    };
  }
  if (!isSet(capacity, change.setting))
    throw new Conflict(
      `${name} has ${from} units: somebody changed it after ${change.id}, and that is not undone.`,
    );
  const to = change.undo.units ?? from;
  const out = change.direction === 'in';
  const words = `${name}: ${from} to ${to}. Takes back ${change.id}.`;
  return {
    verdict: out ? 'SCALE_OUT' : 'SCALE_IN',
    from,
    to,
    code: out ? 'OUT' : 'IN',
    words,
    why: [{ rule: 'undo', to, words }],
    setting: change.undo,
  };
}
