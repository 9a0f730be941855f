import type { Installation } from '../flows/installation.ts';
import { ENVIRONMENT } from '../flows/service.ts';

const RUNS_MS = 8 * 60_000;

/** Every kind of probe, by somebody who asks and by schedule; an endpoint at which nobody listens becomes a signal. */
export async function health(
  { as, developer, clock }: Installation,
  { pair, alias }: { readonly pair: string; readonly alias: string },
): Promise<void> {
  const viewer = as('viewer');
  const watch = {
    endpoints: [{ url: 'http://127.0.0.1:1/health' }],
    allowAddresses: ['127.0.0.1'],
  };
  for (const service of [pair, alias]) {
    const known = await viewer.get_service({ environment: ENVIRONMENT, service });
    const { target, versionSource, alarms } = known as unknown as Parameters<
      typeof developer.register_service
    >[0];
    const {
      type,
      cluster,
      production,
      functionName,
      alias: name,
      errorMetric,
    } = target as never as Record<string, string & { arn: string }>;
    await developer.register_service({
      environment: ENVIRONMENT,
      service,
      target: (type === 'ecs-pair'
        ? { type, cluster, production: production?.arn }
        : { type, functionName, alias: name, errorMetric }) as typeof target,
      versionSource,
      ...(alarms && { alarms }),
      health: watch,
    });
  }
  await clock.advanceBy(RUNS_MS);
  await viewer.monitor_health({});
  await viewer.get_health_history({ environment: ENVIRONMENT, service: pair });
}
