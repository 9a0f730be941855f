import { type ClientOptions, createClients } from './clients.ts';
import { systemClock } from './clock.ts';
import type { Runtime } from './context.ts';
import { parseEnvironment } from './environment.ts';
import { systemHttp } from './http-client.ts';
import { systemIds } from './ids.ts';
import { jsonLog } from './log.ts';

/**
 * What a function on Lambda works with.
 * @param name what its log lines are marked with
 * @throws Error when OPERATE_ENVIRONMENT is incomplete
 */
export function systemRuntime(name: string, clients: Pick<ClientOptions, 'requestTimeoutMs'> = {}): Runtime {
  const environment = parseEnvironment(process.env['OPERATE_ENVIRONMENT']);
  // Straight to the stream: console.log of the Lambda runtime puts words before the JSON, which hides metrics.
  const log = jsonLog('operate', systemClock, (line) => process.stdout.write(`${line}\n`), {
    operation: name,
  });
  return {
    clock: systemClock,
    ids: systemIds,
    clients: createClients({
      ...clients,
      region: environment.region,
      clock: systemClock,
      random: systemIds.random,
    }),
    http: systemHttp,
    environment,
    log,
  };
}
