import { frozen } from '../../../core/freeze/frozen.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import { isTerminal, transition } from '../../../core/rollout/state.ts';
import type { Context } from '../../context.ts';
import { readFreeze } from '../../freezes/store.ts';
import type { Handler } from '../../operation.ts';
import { disarmDeadman, moveDeadman } from '../../runs/deadman.ts';
import { publish } from '../../runs/events.ts';
import { finish } from '../../runs/finish.ts';
import { readDeployment } from '../../runs/store.ts';
import { readService } from '../../services/store.ts';
import { isoNow } from '../job.ts';
import type { definition } from './definition.ts';
import { askGate, type GateAnswer } from './gate.ts';

export const handler: Handler<typeof definition> = async ({ deploymentId }, context) => {
  const record = await readDeployment(context, deploymentId);
  if (record.state.name === 'REFUSED') return refused(context, record);
  if (isTerminal(record.state) || record.state.name === 'RESTORING') return { next: 'done' };
  await moveDeadman(context, record.id, Date.parse(record.deadline));
  const { gates } = await readService(context, record.environment, record.service);
  const answers = await Promise.all(gates.map((gate) => askGate(context, gate, record)));
  const failed = [...answers, await notFrozen(context, record)].filter(({ passed }) => !passed);
  if (failed.length > 0) return refuse(context, record, failed.map(({ words }) => words).join(' '));
  const approved = !record.approval.required || record.approval.by !== undefined;
  return approved ? { next: 'prepare', step: 0 } : { next: 'approve' };
};

/** A line may have been stopped since the deployment was asked for, above all while it waited for approval. */
async function notFrozen(
  context: Context,
  { environment, service, kind }: StoredDeployment,
): Promise<GateAnswer> {
  const verdict = frozen(await readFreeze(context, environment), service, context.clock.now());
  const holds = verdict.frozen && kind === 'deploy';
  return { passed: !holds, words: holds ? verdict.words : 'Nothing freezes this service now.' };
}

async function refuse(context: Context, before: StoredDeployment, words: string) {
  const reason = { code: 'GATE_FAILED', words } as const;
  const state = transition(before.state, { type: 'gate-failed', at: isoNow(context), reason });
  return refused(context, await finish(context, before, { ...before, state }, words));
}

/** What follows the refusal's record; done again when the step is repeated. */
async function refused(context: Context, record: StoredDeployment) {
  await disarmDeadman(context, record.id);
  await publish(context, 'DeploymentFailed', record);
  const reason = record.state.name === 'REFUSED' ? record.state.reason : undefined;
  return { next: 'refused' as const, ...(reason && { reason }) };
}
