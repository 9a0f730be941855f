import { Conflict, InvalidInput } from '../../../core/errors.ts';
import type { Window } from '../../../core/freeze/freeze.ts';
import { MOST_EXCLUSIONS } from '../../../core/slo/exclusions.ts';
import type { Exclusion } from '../../../core/slo/objective.ts';
import type { Context } from '../../context.ts';
import { violationsOf } from '../../freezes/set-freeze/check-windows.ts';
import type { Handler } from '../../operation.ts';
import { wrongField } from '../../record-list.ts';
import { resourceOf, type SloRecord, type StoredSlo } from '../../slo-record.ts';
import { RecordChanged } from '../../table.ts';
import { evaluateKept } from '../evaluation.ts';
import { shownExclusions } from '../shown-exclusions.ts';
import { readStatuses, statusName } from '../status-store.ts';
import { readSlo, saveSlos } from '../store.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];

export const handler: Handler<typeof definition> = async (input, context) => {
  const { environment, objective: name, dryRun } = input;
  const before = await readSlo(context, { environment, name });
  const { exclusions, words, exclusionId } = changed(context, input, before);
  const after = { objective: before.objective, version: before.version, exclusions };
  const [remainingBefore, remainingAfter] = await Promise.all([
    remainingOf(context, before),
    remainingOf(context, after),
  ]);
  const answer = {
    objective: name,
    ...(exclusionId !== undefined && { exclusionId }),
    applied: !dryRun,
    ...(remainingBefore !== undefined && { remainingBefore }),
    ...(remainingAfter !== undefined && { remainingAfter }),
    exclusions: shownExclusions(exclusions),
  };
  if (dryRun) return answer;
  try {
    await saveSlos(context, [{ before, record: after, words }], answer);
  } catch (error) {
    if (!(error instanceof RecordChanged)) throw error;
    throw new Conflict('Somebody else changed the objective at the same time; repeat the call.', {
      conflictsWith: resourceOf(before.objective),
      cause: error,
    });
  }
  return answer;
};

interface Changed {
  readonly exclusions: readonly Exclusion[];
  readonly words: string;
  readonly exclusionId?: string;
}

function changed(context: Context, { window, remove, agreed }: Input, { exclusions }: StoredSlo): Changed {
  if ((window === undefined) === (remove === undefined))
    throw wrongField('window', 'has to be given, or remove, and not both', 'one of the two');
  if (remove !== undefined) return without(exclusions, remove);
  if (!window) return { exclusions, words: '' };
  checkWindow(window);
  if (exclusions.length >= MOST_EXCLUSIONS)
    throw wrongField('window', 'is one too many', `at most ${MOST_EXCLUSIONS}; remove one that is over`);
  const now = context.clock.now();
  const id = context.ids.next('exc', now);
  const at = new Date(now).toISOString();
  const exclusion: Exclusion = { id, window, agreed, by: context.call.caller.arn, at };
  const [shown] = shownExclusions([exclusion]);
  return {
    exclusions: [...exclusions, exclusion],
    words: `Left out ${shown?.words}${agreed ? ' (agreed upon)' : ''}.`,
    exclusionId: id,
  };
}

function without(exclusions: readonly Exclusion[], id: string): Changed {
  const found = exclusions.find((one) => one.id === id);
  if (!found)
    throw wrongField('remove', 'is not excluded', 'the identifier of an exclusion of the objective');
  const [shown] = shownExclusions([found]);
  return { exclusions: exclusions.filter((one) => one.id !== id), words: `Counts again ${shown?.words}.` };
}

function checkWindow(window: Window): void {
  const violations = violationsOf(window).map((one) => ({ ...one, field: `window.${one.field}` }));
  const [first] = violations;
  if (first) throw new InvalidInput(`${first.field} ${first.problem}.`, { violations });
}

/** What would remain with these exclusions; nothing where nothing was counted yet. */
async function remainingOf(context: Context, slo: SloRecord): Promise<number | undefined> {
  const { objective } = slo;
  const status = (await readStatuses(context, [objective])).get(statusName(objective));
  return status && (await evaluateKept(context, slo, status)).budget?.remaining;
}
