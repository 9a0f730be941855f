import { Refused } from '../../../core/errors.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import { isTerminal } from '../../../core/rollout/state.ts';
import type { Context } from '../../context.ts';
import { readDeployment } from '../../runs/store.ts';
import { refuseDeployment } from '../step/do.ts';
import type { ChangingTool, Job, Restored, Seen } from '../step/tool-work.ts';
import { comeBack } from './come-back.ts';
import { begunWith, rollBackOnce } from './road.ts';

interface Before {
  /** The deployment that is rolled back. */
  readonly deployment: string;
  readonly from: string;
  readonly to: string;
  /** Names the call; a run that goes on from another one keeps it. */
  readonly key: string;
}

interface Begun {
  /** The deployment that goes back. */
  readonly deployment: string;
}

const MINUTE_MS = 60_000;

/** Rolls the service's last deployment back, as a person does with `rollback_deployment`. */
export const rollback: ChangingTool<Before, Begun> = {
  name: 'rollback_service',
  // The lease decides, in the transaction that begins the rollback.
  alone: false,
  observe,
  bound: ({ deployment, from, to }) => ({ deployment, from, to }),
  plan: ({ from, to }) => ({
    words: `Rolls the service back from ${from} to ${to}, the version before.`,
    effect: `The rollback is promoted: ${to} serves all traffic.`,
  }),
  act: async (context, _job, { key, deployment }) => ({
    deployment: await rollBackOnce(context, key, deployment),
  }),
  effectSeen: async (context, _job, { key, deployment }, result) => {
    const id = result?.deployment ?? (await begunWith(context, key, deployment));
    if (id === undefined) return { effect: 'impossible', words: 'No rollback was begun.' };
    return seenIn(await readDeployment(context, id));
  },
  restore,
};

async function observe(context: Context, { service, params, key }: Job): Promise<Before> {
  await refuseDeployment(context, service);
  const { name, live } = service;
  if (!live?.deploymentId.startsWith('dep-'))
    throw new Refused(`${name} was never deployed: there is no version to go back to.`);
  const last = await readDeployment(context, live.deploymentId);
  refuseUnsuited(last, live.promotedAt, params['withinMinutes'], context.clock.now());
  return { deployment: last.id, from: last.pinned.label, to: last.previous?.label ?? '', key };
}

function refuseUnsuited(last: StoredDeployment, promotedAt: string, within: unknown, now: number): void {
  const { id, service, kind, previous } = last;
  if (kind === 'rollback')
    throw new Refused(
      `The last deployment of ${service}, ${id}, was a rollback itself: going back from it would bring back what it left.`,
    );
  if (!previous) throw new Refused(`The deployment ${id} knows no version before it.`);
  if (within !== undefined && now - Date.parse(promotedAt) > Number(within) * MINUTE_MS)
    throw new Refused(
      `The last deployment of ${service} ended at ${promotedAt}, more than ${Number(within)} minutes ago.`,
    );
}

function seenIn({ id, state, pinned }: StoredDeployment): Seen {
  if (state.name === 'PROMOTED')
    return { effect: 'there', words: `The rollback ${id} is promoted: ${pinned.label} serves.` };
  const words = `The rollback ${id} is ${state.name}.`;
  const lost = isTerminal(state) || state.name === 'RESTORING';
  return { effect: lost ? 'impossible' : 'not-yet', words };
}

/** @param result null when nobody knows what the attempt was answered */
async function restore(
  context: Context,
  _job: Job,
  { key, deployment, from }: Before,
  result: Begun | null,
): Promise<Restored> {
  const id = result?.deployment ?? (await begunWith(context, key, deployment));
  if (id === undefined) return { state: 'restored', words: 'No rollback was begun.' };
  return comeBack(context, key, id, from);
}
