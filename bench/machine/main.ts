import { parseArgs } from 'node:util';
import { rounded, table } from '../statistics.ts';
import { type BalancerCost, balancerCost } from './balancer.ts';
import { type IdleCost, idleCosts } from './idle.ts';
import { deploymentsAtOnce, type Scale } from './scale.ts';
import { dollars, NAIVE_TRANSITIONS, type Rollout, rollouts } from './transitions.ts';

const FIXED_TRANSITIONS = 20;
/** Calls and transitions a deployment must not grow with how many there are by more than this share. */
const FLAT = 0.1;
const IDLE_DOLLARS = 2.5;

export interface MachineResult {
  readonly rollouts: readonly Rollout[];
  readonly scale: readonly Scale[];
  readonly balancer: BalancerCost;
  readonly idle: IdleCost;
  readonly misses: readonly string[];
}

/**
 * What deployments cost: transitions and dollars by strategy and target, many at once, the sandbox's balancer, and
 * the installation while nobody deploys. `--at-once 1,20,200` says how many deployments run at the same time.
 */
export async function run(args: readonly string[]): Promise<MachineResult> {
  const { values } = parseArgs({
    args: [...args],
    options: { 'at-once': { type: 'string', default: '1,20,200' } },
  });
  const balancer = await balancerCost();
  const idle = await idleCosts();
  const all = await rollouts();
  const scale: Scale[] = [];
  for (const count of values['at-once'].split(',').map(Number)) scale.push(await deploymentsAtOnce(count));
  const measured = { rollouts: all, scale, idle };
  return { ...measured, balancer, misses: missesOf(measured) };
}

function missesOf({
  rollouts: all,
  scale,
  idle,
}: Pick<MachineResult, 'rollouts' | 'scale' | 'idle'>): string[] {
  const [one] = scale;
  return [
    ...all
      .filter(({ state }) => state !== 'PROMOTED')
      .map(({ strategy, target, state }) => `${strategy} of ${target} ended ${state}`),
    ...all
      .filter(({ fixed }) => fixed > FIXED_TRANSITIONS)
      .map(
        ({ strategy, target, fixed }) =>
          `${strategy} of ${target} takes ${fixed} transitions besides its looks, not ${FIXED_TRANSITIONS}`,
      ),
    ...scale.filter((many) => many.promoted < many.deployments).map(lost),
    ...scale
      .filter(
        (many) =>
          one && (many.calls > one.calls * (1 + FLAT) || many.transitions > one.transitions * (1 + FLAT)),
      )
      .map(({ deployments }) => `${deployments} at once cost more each than one`),
    ...(idle.dollars > IDLE_DOLLARS ? [`idle costs $${idle.dollars} a month, not $${IDLE_DOLLARS}`] : []),
  ];
}

function lost({ deployments, promoted, failures }: Scale): string {
  return `of ${deployments} at once ${promoted} were promoted (${failures.join('; ')})`;
}

export function report({ rollouts: all, scale, balancer, idle, misses }: MachineResult): string {
  const transitions = all.map((one) => [
    one.target,
    one.strategy,
    one.steps,
    one.looks,
    one.healthLooks,
    one.transitions,
    one.fixed,
    one.dollars,
    one.minutes,
  ]);
  const many = scale.map((one) => [
    one.deployments,
    one.promoted,
    one.calls,
    one.transitions,
    one.minutes,
    one.cpuMs,
  ]);
  const costs = idle.lines.map(({ stack, what, dollars: each }) => [stack, what, each.toFixed(2)]);
  return `Healthy deployments on virtual time, each strategy with its own steps. Asked: at most ${FIXED_TRANSITIONS} transitions
and 3 a look, at health or at metrics. A naive poller takes ${NAIVE_TRANSITIONS} ($${dollars(NAIVE_TRANSITIONS)}) for ten minutes; the leanest we know of, which waits for a
single alarm and does not judge, 6 ($${dollars(6)}).

${table(['target', 'strategy', 'steps', 'looks', 'health looks', 'transitions', 'without looks', 'dollars', 'minutes'], transitions)}

Deployments of different services begun in the same moment, figures for each. CPU is the product's and the sandbox's
together.

${table(['at once', 'promoted', 'AWS calls', 'transitions', 'minutes until the last', 'CPU ms'], many)}

The sandbox's balancer adds ${balancer.addedMs} ms to a request (${balancer.directMs} ms directly, ${balancer.throughMs} ms through it) and takes
${balancer.cpuMicros} µs of CPU for it.

Idle cost a month, from the templates: $${rounded(idle.dollars).toFixed(2)} (asked: at most $${IDLE_DOLLARS.toFixed(2)}; naive: $14.00).

${table(['stack', 'what', 'dollars'], [...costs, ['together', '', idle.dollars.toFixed(2)]])}

${misses.length === 0 ? 'Everything asked is met.' : `Missed: ${misses.join('; ')}.`}`;
}
