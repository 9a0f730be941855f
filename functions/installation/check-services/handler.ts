import type { Handler } from '../../operation.ts';
import { listServices, readService } from '../../services/store.ts';
import type { definition } from './definition.ts';
import { lookAt } from './look-at-service.ts';

type Output = Awaited<ReturnType<Handler<typeof definition>>>;

/** A pair takes a dozen calls: what has not begun by then is left, and said to be. */
const BEGIN_WITHIN_MS = 9_000;
const PARALLEL = 4;

export const handler: Handler<typeof definition> = async ({ environment, service }, context) => {
  const begun = context.clock.now();
  const records =
    service === undefined
      ? await listServices(context, environment)
      : [await readService(context, environment, service)];
  const services: Output['services'] = [];
  for (let first = 0; first < records.length; first += PARALLEL) {
    if (context.clock.now() - begun > BEGIN_WITHIN_MS) break;
    const batch = records.slice(first, first + PARALLEL);
    services.push(...(await Promise.all(batch.map((record) => lookAt(context, record)))));
  }
  return { services, left: records.length - services.length };
};
