import type { Installation } from '../flows/installation.ts';
import { ENVIRONMENT } from '../flows/service.ts';

/** Every read, in each of the forms that ask the table differently. */
export async function reads({ as, developer, clock }: Installation): Promise<void> {
  const viewer = as('viewer');
  const month = new Date(clock.now()).toISOString().slice(0, 7);
  const { services } = await viewer.list_services({ environment: ENVIRONMENT });
  const service = services[0]?.name ?? '';
  await viewer.get_service({ environment: ENVIRONMENT, service });
  await viewer.forecast_metric({ environment: ENVIRONMENT, service, horizonHours: 1 });
  const { deployments } = await viewer.list_deployments({ month, limit: 100 });
  await viewer.list_deployments({ environment: ENVIRONMENT, service });
  const resource = `deployment/${deployments[0]?.deploymentId}`;
  await viewer.get_deployment({ deploymentId: deployments[0]?.deploymentId ?? '' });
  await viewer.list_audit({ resource });
  await viewer.list_audit({ month });
  await viewer.verify_audit({ resource });
  await viewer.verify_audit({ month });
  await viewer.detect_anomalies({ environment: ENVIRONMENT, service });
  await viewer.list_dead_letters({});
  await viewer.doctor({ environment: ENVIRONMENT });
  // Which service is meant has to be looked up, and is not told: there are several.
  const unnamed = { environment: ENVIRONMENT };
  await Promise.allSettled([
    developer.deploy_application({ ...unnamed, version: 'v2' }),
    viewer.get_service(unnamed),
    viewer.forecast_metric(unnamed),
    viewer.detect_anomalies(unnamed),
  ]);
}
