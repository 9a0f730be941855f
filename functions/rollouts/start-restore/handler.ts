import { NotFound } from '../../../core/errors.ts';
import type { Reason } from '../../../core/rollout/reason.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import { isTerminal } from '../../../core/rollout/state.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { cancel } from '../../runs/cancel.ts';
import { restoreRuns, startRestore } from '../../runs/execution.ts';
import { readDeployment } from '../../runs/store.ts';
import { failRestore } from '../fail-restore.ts';
import type { definition } from './definition.ts';

/** After this many restores that died, a person has to look. */
const ATTEMPTS = 5;

/**
 * Idempotent: events come more than once and late; a deployment that was never written down, is over or is being
 * restored is left alone.
 */
export const handler: Handler<typeof definition> = async (input, context) => {
  const [id = '', attempt = '1'] =
    'executionName' in input ? input.executionName.split('.') : [input.deploymentId];
  const record = await findDeployment(context, id);
  if (!record || isTerminal(record.state)) return { next: 'done' };
  if (input.cause === 'RESTORE_ENDED') return afterAttempt(context, record, Number(attempt));
  if (record.state.name !== 'RESTORING') {
    const reason = reasonFor(record, input.cause);
    await cancel(context, record, reason);
    return { next: 'restore', reason };
  }
  // By the deadline the restore may have died without anybody having been told.
  if (input.cause === 'DEADLINE_PASSED') return nextAttempt(context, record, record.state.reason, 1);
  await startRestore(context, record, record.state.reason);
  return { next: 'restore', reason: record.state.reason };
};

async function findDeployment(context: Context, id: string): Promise<StoredDeployment | undefined> {
  try {
    return await readDeployment(context, id);
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

async function afterAttempt(context: Context, record: StoredDeployment, attempt: number) {
  if (record.state.name !== 'RESTORING') return { next: 'done' as const };
  return nextAttempt(context, record, record.state.reason, attempt + 1);
}

/** Sees to it that the first attempt from `from` on runs that has not ended yet: two must not run side by side. */
async function nextAttempt(context: Context, record: StoredDeployment, reason: Reason, from: number) {
  for (let attempt = from; attempt <= ATTEMPTS; attempt++) {
    const begun = await startRestore(context, record, reason, attempt);
    if (begun || (await restoreRuns(context, record.id, attempt)))
      return { next: 'restore' as const, reason };
  }
  return failRestore(context, record, `The restore died ${ATTEMPTS} times; a person has to look.`);
}

function reasonFor(record: StoredDeployment, cause: 'EXECUTION_ENDED' | 'DEADLINE_PASSED'): Reason {
  if (cause === 'EXECUTION_ENDED')
    return { code: 'EXECUTION_ENDED', words: 'The deployment machine ended before the deployment did.' };
  if (record.state.name === 'PENDING')
    return { code: 'NEVER_STARTED', words: 'The deployment machine never started; nothing was changed.' };
  return { code: 'DEADLINE_PASSED', words: `The deployment was not over by ${record.deadline}.` };
}
