import type { ServiceRecord } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { loadBalancerDimension } from '../../rollouts/drivers/ecs-pair/arms.ts';
import { listEnvironments, listServices } from '../../services/store.ts';
import type { definition } from './definition.ts';
import { watchService } from './watch-service.ts';

/** What has not begun by then is left for the next time, and said to be. */
const BEGIN_WITHIN_MS = 60_000;
const PARALLEL = 4;
const EVERY_MS = 15 * 60_000;
/** A prime, so that every service comes first in its turn. */
const STRIDE = 97;

export const handler: Handler<typeof definition> = async (_input, context) => {
  const begun = context.clock.now();
  const services = rotated(await allServices(context), begun);
  const unreadable: string[] = [];
  let watched = 0;
  let told = 0;
  for (let first = 0; first < services.length; first += PARALLEL) {
    if (context.clock.now() - begun > BEGIN_WITHIN_MS)
      return { watched, told, unreadable, left: services.length - first };
    const batch = services.slice(first, first + PARALLEL);
    const seen = await Promise.allSettled(
      batch.map((service) => watchService(context, service, sharesBalancer(service, services))),
    );
    for (const [place, one] of seen.entries()) {
      if (one.status === 'rejected') unreadable.push(saying(context, batch[place], one.reason));
      else {
        watched += 1;
        told += one.value;
      }
    }
  }
  return { watched, told, unreadable, left: 0 };
};

/** Each run begins elsewhere, so that where there is no time for all of them it is not always the same that are left. */
function rotated<T>(all: readonly T[], now: number): T[] {
  const first = (Math.floor(now / EVERY_MS) * STRIDE) % Math.max(all.length, 1);
  return [...all.slice(first), ...all.slice(0, first)];
}

async function allServices(context: Context): Promise<ServiceRecord[]> {
  const environments = await listEnvironments(context);
  const services = await Promise.all(environments.map((name) => listServices(context, name)));
  return services.flat();
}

function saying(context: Context, service: ServiceRecord | undefined, reason: unknown): string {
  const words = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
  const said = `${service?.environment}/${service?.name}: ${words}`;
  context.log.warn('The metrics of a service could not be watched.', { said });
  return said.slice(0, 300);
}

function sharesBalancer(service: ServiceRecord, services: readonly ServiceRecord[]): boolean {
  const own = balancerOf(service);
  return own !== undefined && services.some((other) => other !== service && balancerOf(other) === own);
}

function balancerOf({ target }: ServiceRecord): string | undefined {
  return target.type === 'ecs-pair' ? loadBalancerDimension(target) : undefined;
}
