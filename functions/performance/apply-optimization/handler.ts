import { DependencyFailed } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { referenceOf } from '../reference.ts';
import { optimizationOf, readPerformance } from '../store.ts';
import { refuseElsewhere, type Subject } from '../subject.ts';
import type { definition } from './definition.ts';
import { deployRevision } from './deploy-revision.ts';
import { makeRevision } from './make-revision.ts';
import { takeBack } from './take-back.ts';

/** Every step goes by the record and by what AWS has, so that it may be repeated; a deadman may strike for none. */
export const handler: Handler<typeof definition> = async ({ optimization: text, step, why }, context) => {
  const reference = referenceOf(text);
  const record = await readPerformance(context, reference);
  // Its deadman was made before it, and it never was.
  if (step === 'undo' && !record.optimizations.some(({ id }) => id === reference.id)) return { ready: true };
  const subject = { reference, record, optimization: optimizationOf(record, reference.id) };
  switch (step) {
    case 'revise':
      return { ready: await makeRevision(context, subject) };
    case 'deploy':
      if (subject.optimization.state.name === 'BEGUN')
        await refuseElsewhere(context, reference, subject.optimization.undo);
      return { ready: await deployRevision(context, subject) };
    case 'undo':
      return { ready: await undone(context, subject, why) };
  }
};

/** A schedule asks again only where it fails. */
async function undone(context: Context, subject: Subject, why: string | undefined): Promise<boolean> {
  const isReady = await takeBack(context, subject, why ?? 'It was not under way by its deadline.');
  if (isReady || why !== undefined) return isReady;
  throw new DependencyFailed('Lambda is at work on the function: what was changed is put back in a moment.');
}
