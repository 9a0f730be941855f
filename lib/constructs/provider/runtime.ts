import { createClients } from '../../../functions/clients.ts';
import { systemClock } from '../../../functions/clock.ts';
import { systemHttp } from '../../../functions/http-client.ts';
import { systemIds } from '../../../functions/ids.ts';
import type { ServingRuntime } from './custom-resource.ts';

/** What an event is served with in Lambda. */
export function systemRuntime(): ServingRuntime {
  const region = process.env['AWS_REGION'] ?? '';
  const clients = createClients({ region, clock: systemClock, random: systemIds.random });
  return { clients, clock: systemClock, http: systemHttp };
}
