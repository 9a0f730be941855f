import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { healthOf } from '../../core/health/score.ts';
import type { ServiceRecord } from '../../core/services/service.ts';
import { systemClock } from '../../functions/clock.ts';
import type { Context } from '../../functions/context.ts';
import { survey } from '../../functions/health/survey.ts';
import { systemHttp } from '../../functions/http-client.ts';
import { rounded, table } from '../statistics.ts';
import { KINDS, TEXT } from './servers.ts';

const ASKED_SECONDS = 5;
const DEADLINE_MS = 18_000;
const ENDPOINTS_OF_A_SERVICE = 50;
const TIMEOUT_MS = 2_000;

interface Endpoint {
  readonly url: string;
  readonly kind: string;
}

export interface HealthResult {
  readonly endpoints: number;
  readonly services: number;
  /** From the first probe to the last finding, by the machine's clock. */
  readonly wallSeconds: number;
  /** Of the probing process alone. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly notReached: number;
  /** Endpoints of which something else was found than has to be. */
  readonly wrong: number;
  readonly byKind: readonly {
    readonly kind: string;
    readonly endpoints: number;
    readonly expected: string;
    readonly right: number;
    readonly p95Ms: number;
  }[];
}

/**
 * Probes many endpoints of real servers at once, through the very code that `monitor_health` runs. `--endpoints 500`
 * says how many. What never answers costs its time-out of 2 s; everything is bounded by the operation's own deadline.
 */
export async function run(args: readonly string[]): Promise<HealthResult> {
  const { values } = parseArgs({
    args: [...args],
    options: { endpoints: { type: 'string', default: '500' } },
  });
  const child = fork(fileURLToPath(new URL('child.ts', import.meta.url)), [values.endpoints]);
  try {
    const [endpoints] = (await once(child, 'message')) as [Endpoint[]];
    return await measured(endpoints);
  } finally {
    child.disconnect();
  }
}

async function measured(endpoints: readonly Endpoint[]): Promise<HealthResult> {
  const services = servicesOf(endpoints);
  const context = { clock: systemClock, http: systemHttp } as Context;
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const { findings, notReached } = await survey(context, services, AbortSignal.timeout(DEADLINE_MS));
  for (const some of findings.values()) healthOf(some);
  const wallSeconds = rounded((performance.now() - begun) / 1000);
  const { user, system } = process.cpuUsage(cpu);
  const byProbe = new Map([...findings.values()].flat().map((finding) => [finding.probe, finding]));
  const byKind = KINDS.map(({ name, expected }) => {
    const some = endpoints
      .filter(({ kind }) => kind === name)
      .map(({ url }) => byProbe.get(`endpoint:${url}`));
    const times = some.map((finding) => finding?.times?.totalMs ?? 0).toSorted((one, other) => one - other);
    return {
      kind: name,
      endpoints: some.length,
      expected,
      right: some.filter((finding) => finding?.standing === expected).length,
      p95Ms: rounded(times[Math.floor(times.length * 0.95)] ?? 0),
    };
  });
  return {
    endpoints: endpoints.length,
    services: services.length,
    wallSeconds,
    cpuSeconds: rounded((user + system) / 1e6),
    peakMegabytes: rounded(process.resourceUsage().maxRSS / 1024, 0),
    notReached: notReached.length,
    wrong: byKind.reduce((sum, { endpoints: all, right }) => sum + all - right, 0),
    byKind,
  };
}

/** Services of fifty endpoints each, and nothing else: their targets are the account's to answer for. */
function servicesOf(endpoints: readonly Endpoint[]): ServiceRecord[] {
  const count = Math.ceil(endpoints.length / ENDPOINTS_OF_A_SERVICE);
  return Array.from({ length: count }, (_, index) => {
    const some = endpoints.slice(index * ENDPOINTS_OF_A_SERVICE, (index + 1) * ENDPOINTS_OF_A_SERVICE);
    return {
      environment: 'bench',
      name: `service-${index}`,
      // Which side is live is not said, so that of a pair nothing is asked.
      target: { type: 'ecs-pair', cluster: 'bench' } as ServiceRecord['target'],
      versionSource: { type: 'lambda-version' },
      criteria: {},
      gates: [],
      approvalRequired: false,
      rollbackWindowSeconds: 0,
      alarms: [],
      health: {
        endpoints: some.map(({ url }) => ({ url, expectBody: TEXT, timeoutMs: TIMEOUT_MS })),
        allowAddresses: ['127.0.0.1'],
      },
      kept: [],
      registeredAt: '2026-01-01T00:00:00.000Z',
    };
  });
}

export function report(result: HealthResult): string {
  const { endpoints, services, wallSeconds, cpuSeconds, peakMegabytes, notReached, wrong, byKind } = result;
  const rows = byKind.map((one) => [one.kind, one.endpoints, one.expected, one.right, one.p95Ms]);
  const met = wallSeconds < ASKED_SECONDS ? 'met' : 'missed';
  return `${endpoints} HTTP endpoints of ${services} services, real servers on the same machine in a process of their own, each asked
over a connection of its own, with a text that has to be in the body. Asked: under ${ASKED_SECONDS} s, ${met}. What never answers
costs its time-out of ${TIMEOUT_MS / 1000} s.

${table(
  ['what', 'result'],
  [
    ['seconds from the first probe to the last finding', wallSeconds],
    ['CPU seconds of the probing process', cpuSeconds],
    ['peak memory, MB', peakMegabytes],
    ['endpoints not reached in time', notReached],
    ['endpoints of which something else was found than has to be', wrong],
  ],
)}

${table(['endpoints that are', 'how many', 'have to be found', 'were', 'p95 ms'], rows)}`;
}
