import { readiness } from '../../../core/services/readiness.ts';
import type { ServiceRecord, Target } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import { readLease } from '../../runs/lease.ts';
import { gather, type Input } from '../../services/register-service/gather.ts';
import { reading } from '../reading.ts';

/** Whether a service is in motion, and if not, what a registration would find of it now. */
export async function lookAt(context: Context, record: ServiceRecord) {
  const { environment, name } = record;
  const lease = await reading(() => readLease(context, environment, name));
  if ('value' in lease && lease.value)
    return { name, deployedBy: lease.value.deploymentId, findings: { value: [] } };
  return { name, findings: await reading(() => findingsOf(context, record)) };
}

async function findingsOf(context: Context, record: ServiceRecord) {
  const findings = readiness(await gather(context, registrationOf(record)));
  return findings.map(({ cli: _commands, ...finding }) => finding);
}

/** What a service would be registered with again. */
function registrationOf(record: ServiceRecord): Input {
  const { environment, name: service, target, versionSource, gates, alarms } = record;
  const { approvalRequired, rollbackWindowSeconds } = record;
  return {
    environment,
    service,
    target: targetInput(target),
    versionSource: { ...versionSource },
    criteria: {},
    gates: gates.map((gate) => ({ ...gate })),
    alarms: [...alarms],
    approvalRequired,
    rollbackWindowSeconds,
    dryRun: true,
  };
}

function targetInput(target: Target): Input['target'] {
  if (target.type === 'lambda-alias')
    return {
      ...target,
      probe: { ...target.probe },
      errorMetric:
        target.errorMetric.type === 'custom'
          ? { ...target.errorMetric, dimensions: { ...target.errorMetric.dimensions } }
          : { ...target.errorMetric },
    };
  const { type, cluster, container, sides, production, test, productionUrl } = target;
  return {
    type,
    cluster,
    container,
    blue: { ...sides.blue },
    green: { ...sides.green },
    production: production.arn,
    testRules: { ...test.rules },
    url: productionUrl,
    testUrl: test.url,
  };
}
