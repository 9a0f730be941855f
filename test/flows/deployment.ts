import type { StoredDeployment } from '../../core/rollout/record.ts';
import { isTerminal, type StateName } from '../../core/rollout/state.ts';
import { readDeployment } from '../../functions/runs/store.ts';
import { until } from '../../sandbox/clock/until.ts';
import type { Installation } from './installation.ts';
import type { Operations } from './profiles.ts';
import { ENVIRONMENT, type Service } from './service.ts';

type Wish = Parameters<Operations['deploy_application']>[0];
type Sending = Parameters<Operations['deploy_application']>[1];

/** Two short steps: enough for every state, and over within minutes. */
export const SHORT_STEPS = [
  { weight: 50, bakeSeconds: 60, minRequests: 20 },
  { weight: 100, bakeSeconds: 60, minRequests: 20 },
];

const EVERY_MS = 5_000;
/** Where only the end is waited for, which nothing follows. */
const END_EVERY_MS = 30_000;
const WITHIN_MS = 6 * 3_600_000;
/** After the terminal state its function still takes the deadman away and tells subscribers. */
const SETTLE_MS = 10_000;

/** One deployment on its way. */
export interface Deployment {
  readonly id: string;
  readonly service: Service;
  /** Everything the table knows of it. */
  read(): Promise<StoredDeployment>;
  /** Waits until it is in one of these states. */
  reach(...names: StateName[]): Promise<StoredDeployment>;
  /** Waits until a condition holds of its record. */
  until(what: string, holds: (record: StoredDeployment) => boolean): Promise<StoredDeployment>;
  /** Waits until it is over and everything that follows is done. */
  end(): Promise<StoredDeployment>;
}

/** Deploys a version as `developer`, in short steps unless it is said otherwise. */
export async function deploy(
  service: Service,
  version: string,
  wish: Partial<Wish> = {},
  sending: Sending = {},
): Promise<Deployment> {
  const steps = wish.trafficSplit === undefined && wish.strategy === undefined ? { steps: SHORT_STEPS } : {};
  const input = { environment: ENVIRONMENT, service: service.name, version, ...steps, ...wish };
  const answer = await service.installation.developer.deploy_application(input, sending);
  if (!answer.deployment) throw new Error('A dry run deploys nothing.');
  return deploymentOf(service, answer.deployment.deploymentId);
}

export function deploymentOf(service: Service, id: string): Deployment {
  const { clock, context } = service.installation;
  const read = () => readDeployment(context, id);
  const waitFor = async (what: string, holds: (record: StoredDeployment) => boolean, every = EVERY_MS) => {
    await until(clock, `${id} ${what}`, async () => holds(await read()), { every, within: WITHIN_MS });
    return read();
  };
  return {
    id,
    service,
    read,
    until: (what, holds) => waitFor(what, holds),
    reach: (...names) => waitFor(`reaches ${names.join(' or ')}`, ({ state }) => names.includes(state.name)),
    async end() {
      await waitFor('ends', ({ state }) => isTerminal(state), END_EVERY_MS);
      await clock.advanceBy(SETTLE_MS);
      return read();
    },
  };
}

/** The ARN of a deployment's execution, or of its nth restore. */
export function executionOf({ product }: Installation, id: string, restore?: number): string {
  const { deploymentMachine, restoreMachine } = product.environment;
  const machine = restore === undefined ? deploymentMachine : restoreMachine;
  const name = restore === undefined ? id : `${id}.${restore}`;
  return `${machine.replace(':stateMachine:', ':execution:')}:${name}`;
}
