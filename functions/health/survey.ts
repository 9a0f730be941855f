import type { Finding } from '../../core/health/finding.ts';
import { judge } from '../../core/health/judge.ts';
import { probesOf } from '../../core/health/probes.ts';
import { nodeOf } from '../../core/incident/service-graph.ts';
import type { ServiceRecord } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { look } from './look.ts';

/** Every probe of services, and what was found. */
export interface Survey {
  /** Findings by `environment/name`. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** Probes that there was no time for, as `environment/name probe`. */
  readonly notReached: readonly string[];
}

/** Probes all of these services, until the deadline. */
export async function survey(
  context: Context,
  services: readonly ServiceRecord[],
  deadline: AbortSignal,
): Promise<Survey> {
  const plans = services.map((service) => ({
    node: nodeOf(service.environment, service.name),
    ...probesOf(service),
  }));
  const seen = await look(
    context,
    plans.flatMap(({ probes }) => probes),
    deadline,
  );
  const now = context.clock.now();
  return {
    findings: new Map(
      plans.map(({ node, probes, unknown }) => [
        node,
        [...probes.flatMap((probe) => judge(probe, seen.get(probe), now)), ...unknown],
      ]),
    ),
    notReached: plans.flatMap(({ node, probes }) =>
      probes.filter((probe) => !seen.has(probe)).map(({ id }) => `${node} ${id}`),
    ),
  };
}
