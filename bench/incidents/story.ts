import type { RunningFault } from '../../sandbox/workloads/fault.ts';
import { ruleOf } from './fault-kinds.ts';
import type { BegunFault } from './played.ts';
import { ENVIRONMENT } from './resolve.ts';
import type { Stage } from './stage.ts';

/** Something that happens at a moment of a scenario. */
export interface Happening {
  readonly atMinute: number;
  happen(): void | Promise<void>;
}

/** What a pair deploys, and what a function does: a good version, which the faults of versions then befall. */
const DEPLOYED = { 'ecs-pair': 'v2', 'lambda-alias': '2' } as const;

/** Everything that the world does in a scenario, whatever the product does: faults and the deployment. */
export function storyOf(stage: Stage, begun: BegunFault[]): readonly Happening[] {
  const { scenario } = stage;
  const { deployment } = scenario;
  const deploying = deployment ? deploymentOf(stage, deployment) : [];
  const faults = scenario.faults.flatMap((fault) => happeningsOf(stage, fault, begun));
  return [...deploying, ...faults].toSorted((one, other) => one.atMinute - other.atMinute);
}

function happeningsOf(
  { scenario, system, clock }: Stage,
  fault: Stage['scenario']['faults'][number],
  begun: BegunFault[],
): Happening[] {
  const { kind, at, afterMinutes, forMinutes, intensity } = fault;
  const type = scenario.topology.services[at]?.type ?? 'ecs-pair';
  const version = ruleOf(kind).ofVersion && { version: DEPLOYED[type] };
  let running: RunningFault | undefined;
  const begin = () => {
    running = system.begin({ kind, at, intensity, ...version });
    begun.push({ kind, at, beganAt: clock.now() });
  };
  const end = () => running?.end();
  const ending = forMinutes === undefined ? [] : [{ atMinute: afterMinutes + forMinutes, happen: end }];
  return [{ atMinute: afterMinutes, happen: begin }, ...ending];
}

type Deployment = NonNullable<Stage['scenario']['deployment']>;

/** Minutes that a deployment takes at least, and that its owner looks after it before what comes next. */
const LEAST_MINUTES = 20;
const LOOKED_AFTER_MINUTES = 3;

function deploymentOf(stage: Stage, deployment: Deployment): Happening[] {
  const begin = { atMinute: deployment.atMinute, happen: () => deploy(stage, deployment) };
  const first = Math.min(...stage.scenario.faults.map(({ afterMinutes }) => afterMinutes));
  // What befalls a version later befalls one that was released.
  const isAfter = first >= deployment.atMinute + LEAST_MINUTES && Number.isFinite(first);
  const look = { atMinute: first - LOOKED_AFTER_MINUTES, happen: () => release(stage, deployment) };
  return isAfter ? [begin, look] : [begin];
}

async function deploy({ developer, scenario }: Stage, { service, strategy }: Deployment): Promise<void> {
  const type = scenario.topology.services[service]?.type ?? 'ecs-pair';
  await developer.deploy_application({
    environment: ENVIRONMENT,
    service,
    version: DEPLOYED[type],
    strategy,
  });
}

/** The owner promotes a good version of which there was too little to judge by until now. */
async function release({ developer }: Stage, { service }: Deployment): Promise<void> {
  const { deployments } = await developer.list_deployments({ environment: ENVIRONMENT, service });
  const undecided = deployments.find(({ state }) => state === 'PAUSED' || state === 'BAKING');
  if (undecided) await developer.promote_deployment({ deploymentId: undecided.deploymentId });
}

/** The minute after which the world does nothing new. */
export function lastMinute(story: readonly Happening[]): number {
  return Math.max(0, ...story.map(({ atMinute }) => atMinute));
}
