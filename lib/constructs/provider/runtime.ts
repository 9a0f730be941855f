import { createClients } from '../../../functions/clients.ts';
import { systemClock } from '../../../functions/clock.ts';
import { systemHttp } from '../../../functions/http-client.ts';
import { systemIds } from '../../../functions/ids.ts';
import type { ProviderRuntime } from './custom-resource.ts';

/** What a provider works with in Lambda. */
export function systemRuntime(): ProviderRuntime {
  const region = process.env['AWS_REGION'] ?? '';
  const clients = createClients({ region, clock: systemClock, random: systemIds.random });
  return { clients, clock: systemClock, http: systemHttp };
}
