import type { Strategy } from '../../core/rollout/plan.ts';
import { STRATEGIES } from '../../core/rollout/plan.ts';
import { deploy } from '../../test/flows/deployment.ts';
import { type Installation, install } from '../../test/flows/installation.ts';
import { pricing } from '../../test/flows/pricing.ts';
import type { Service } from '../../test/flows/service.ts';
import { storefront } from '../../test/flows/storefront.ts';
import { statesEntered } from '../../test/machines/transitions.ts';

/** Dollars for 1,000 transitions of a Standard workflow in us-east-1. */
const DOLLARS_PER_TRANSITION = 0.025 / 1_000;
/** What polling every 15 seconds for the roll-out, every 30 for the bake and the drain takes for ten minutes. */
export const NAIVE_TRANSITIONS = 150;
const PER_LOOK = 3;

export const TARGETS = ['ecs-pair', 'lambda-alias'] as const;

/** A healthy deployment, as its execution went on virtual time. */
export interface Rollout {
  readonly target: (typeof TARGETS)[number];
  readonly strategy: Strategy;
  readonly state: string;
  readonly steps: number;
  /** At the metrics of both versions. */
  readonly looks: number;
  /** At the health of the new version, before it gets traffic: a wait, a question and a choice too. */
  readonly healthLooks: number;
  readonly transitions: number;
  /** Transitions without three for each look of either kind. */
  readonly fixed: number;
  readonly dollars: number;
  readonly minutes: number;
}

export function dollars(transitions: number): number {
  return Number((transitions * DOLLARS_PER_TRANSITION).toPrecision(3));
}

/** A healthy deployment with each strategy's own steps, on each target. */
export async function rollouts(): Promise<Rollout[]> {
  const installation = await install();
  try {
    const wanted = TARGETS.flatMap((target) => STRATEGIES.map((strategy) => ({ target, strategy })));
    return await Promise.all(wanted.map((one) => rollout(installation, one)));
  } finally {
    await installation.close();
  }
}

async function rollout(
  installation: Installation,
  { target, strategy }: Pick<Rollout, 'target' | 'strategy'>,
): Promise<Rollout> {
  const service = await serviceOf(installation, target, `${strategy}-${target}`);
  const deployment = await deploy(service, service.versions.good, { strategy });
  const { state, steps, looks, createdAt } = await deployment.end();
  await service.traffic.stop();
  const entered = await statesEntered(deployment);
  const transitions = entered.length;
  const healthLooks = entered.filter((one) => one.state === 'ProveHealth').length;
  const minutes = Math.round(((entered.at(-1)?.at ?? Number.NaN) - Date.parse(createdAt)) / 60_000);
  return {
    target,
    strategy,
    state: state.name,
    steps: steps.length,
    looks,
    healthLooks,
    transitions,
    fixed: transitions - PER_LOOK * (looks + healthLooks),
    dollars: dollars(transitions),
    minutes,
  };
}

function serviceOf(installation: Installation, target: Rollout['target'], name: string): Promise<Service> {
  return target === 'ecs-pair'
    ? storefront(installation, { name, requestsPerSecond: 10 })
    : pricing(installation, { name, requestsPerSecond: 2 });
}
