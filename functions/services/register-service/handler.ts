import { Conflict, Refused } from '../../../core/errors.ts';
import type { Facts } from '../../../core/services/facts.ts';
import type { Finding } from '../../../core/services/finding.ts';
import { onboarding } from '../../../core/services/onboarding.ts';
import { liveSide } from '../../../core/services/pair.ts';
import { readiness } from '../../../core/services/readiness.ts';
import type { KeptVersion, ServiceRecord, Side, Target } from '../../../core/services/service.ts';
import { targetOf } from '../../../core/services/target.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { notLeased, readLease } from '../../runs/lease.ts';
import { RecordChanged } from '../../table.ts';
import { shown } from '../shown.ts';
import { environmentWrite, findService, resourceOf, type StoredService, saveService } from '../store.ts';
import { checkHealth, watchOf } from './check-health.ts';
import type { definition } from './definition.ts';
import { gather, type Input } from './gather.ts';

export const handler: Handler<typeof definition> = async (input, context) => {
  checkHealth(input.health);
  const before = await findService(context, input.environment, input.service);
  if (!input.dryRun) await refuseDuringDeployment(context, input.environment, input.service);
  const facts = await gather(context, input);
  const checked = readiness(facts);
  const findings = checked.map(({ cli: _commands, ...finding }) => finding);
  const open = checked.filter(({ ok }) => !ok);
  const target = open.length === 0 ? targetOf(facts) : undefined;
  if (input.dryRun) {
    const missing = onboarding(facts, checked);
    const steps = missing && { onboarding: { cdk: missing.cdk, cli: [...missing.cli] } };
    return { state: target ? 'READY' : 'NOT_READY', findings, ...steps };
  }
  if (!target) throw notReady(input, open);
  const after = recordOf(context, input, { facts, target, before });
  const answer = { state: 'REGISTERED' as const, findings, service: shown(after) };
  await save(context, before, after, answer);
  return answer;
};

async function refuseDuringDeployment(context: Context, environment: string, service: string): Promise<void> {
  const lease = await readLease(context, environment, service);
  if (!lease) return;
  throw new Conflict(`${service} is being deployed; register it again when ${lease.deploymentId} is over.`, {
    conflictsWith: lease.deploymentId,
  });
}

function notReady({ service }: Input, open: readonly Finding[]): Refused {
  const violations = open.map(({ check, words, fix = '' }) => ({
    field: check,
    problem: words,
    allowed: fix,
  }));
  const hint = 'call register_service with dryRun for the commands that add it';
  return new Refused(
    `${service} is not ready to be registered: ${open.length} things are missing; ${hint}.`,
    {
      violations,
    },
  );
}

interface Found {
  readonly facts: Facts;
  readonly target: Target;
  readonly before: StoredService | undefined;
}

/** The configuration is replaced; what deployments have written is kept. */
function recordOf(context: Context, input: Input, { facts, target, before }: Found): ServiceRecord {
  const now = new Date(context.clock.now()).toISOString();
  const live = before?.live ?? liveNow(facts, now);
  const { errorRate, responseTime } = input.criteria;
  return {
    environment: input.environment,
    name: input.service,
    target,
    versionSource: input.versionSource,
    criteria: { ...(errorRate && { errorRate }), ...(responseTime && { responseTime }) },
    gates: input.gates,
    approvalRequired: input.approvalRequired,
    rollbackWindowSeconds: input.rollbackWindowSeconds,
    alarms: input.alarms,
    ...(input.slos && { slos: input.slos }),
    ...(input.dependsOn && { dependsOn: input.dependsOn }),
    ...(input.tracedAs && { tracedAs: input.tracedAs }),
    ...(input.anomalyAlarms && { anomalyAlarms: input.anomalyAlarms }),
    ...(input.health && { health: watchOf(input.health) }),
    ...(live && { live }),
    ...(before?.spare && { spare: before.spare }),
    kept: before?.kept ?? [],
    registeredAt: before?.registeredAt ?? now,
  };
}

/** The version that serves already, which no deployment of ours has promoted. */
function liveNow(facts: Facts, promotedAt: string): (KeptVersion & { side?: Side }) | undefined {
  const origin = { deploymentId: 'registered', promotedAt };
  if (facts.type === 'lambda-alias')
    return facts.version === undefined
      ? undefined
      : { pinned: { kind: 'lambda-version', label: facts.version, version: facts.version }, ...origin };
  const side = liveSide(facts);
  return side && facts.liveVersion && { pinned: facts.liveVersion, side, ...origin };
}

async function save(
  context: Context,
  before: StoredService | undefined,
  after: ServiceRecord,
  answer: unknown,
): Promise<void> {
  const words = `The service ${after.name} was registered${before ? ' again' : ''} in ${after.environment}.`;
  const { environment, name } = after;
  const more = [notLeased(context, environment, name), environmentWrite(context, environment)];
  try {
    await saveService(context, before, after, { words, answer, more });
  } catch (error) {
    if (!(error instanceof RecordChanged)) throw error;
    await refuseDuringDeployment(context, environment, name);
    throw new Conflict(`${after.name} was changed at the same time; repeat the call.`, {
      conflictsWith: resourceOf(after),
      cause: error,
    });
  }
}
