import type { Reason } from '../../../core/rollout/reason.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import { isTerminal } from '../../../core/rollout/state.ts';
import type { Context } from '../../context.ts';
import { cancel } from '../../deployments/cancel.ts';
import { startRestore } from '../../deployments/execution.ts';
import { readDeployment, saveDeployment } from '../../deployments/store.ts';
import type { Handler } from '../../operation.ts';
import { isoNow } from '../job.ts';
import type { definition } from './definition.ts';

/** After this many restores that died, a person has to look. */
const ATTEMPTS = 5;

/** Idempotent: events come more than once and late; a deployment that is over or being restored is left alone. */
export const handler: Handler<typeof definition> = async (input, context) => {
  if ('executionName' in input) return again(context, input.executionName);
  const record = await readDeployment(context, input.deploymentId);
  if (isTerminal(record.state)) return { next: 'done' };
  const reason = reasonFor(record, input.cause);
  if (record.state.name === 'RESTORING') await startRestore(context, record, record.state.reason);
  else await cancel(context, record, reason);
  return { next: 'restore', reason };
};

async function again(context: Context, executionName: string) {
  const [id = '', attempt = '1'] = executionName.split('.');
  const record = await readDeployment(context, id);
  if (record.state.name !== 'RESTORING') return { next: 'done' as const };
  if (Number(attempt) < ATTEMPTS) {
    await startRestore(context, record, record.state.reason, Number(attempt) + 1);
    return { next: 'restore' as const, reason: record.state.reason };
  }
  const reason: Reason = {
    code: 'RESTORE_FAILED',
    words: `The restore died ${ATTEMPTS} times; a person has to look.`,
  };
  await saveDeployment(
    context,
    record,
    { ...record, state: { name: 'FAILED', reason, at: isoNow(context) } },
    { words: reason.words },
  );
  return { next: 'done' as const, reason };
}

function reasonFor(record: StoredDeployment, cause: 'EXECUTION_ENDED' | 'DEADLINE_PASSED'): Reason {
  if (cause === 'EXECUTION_ENDED')
    return { code: 'EXECUTION_ENDED', words: 'The deployment machine ended before the deployment did.' };
  if (record.state.name === 'PENDING')
    return { code: 'NEVER_STARTED', words: 'The deployment machine never started; nothing was changed.' };
  return { code: 'DEADLINE_PASSED', words: `The deployment was not over by ${record.deadline}.` };
}
