import { withChange } from '../../../core/incident/attached.ts';
import type { IncidentRecord } from '../../../core/incident/record.ts';
import type { ChangeEvent } from '../../../core/root-cause/prior.ts';
import type { Context } from '../../context.ts';
import { readNoted } from '../../noted-changes.ts';
import { listDeployments } from '../../runs/store.ts';
import type { StoredService } from '../../services/store.ts';
import { recentChanges } from '../changes.ts';

/** Deployments of a service that are looked at, newest first. */
const DEPLOYMENTS = 5;
const AT_ONCE = 10;
/** As far from the onset as a change is evidence at all. */
const NOTED_MS = 3_600_000;

/**
 * What was done to services: what the incident knows of, their deployments, and its runs of runbooks.
 * @param onset milliseconds
 */
export async function readChanges(
  context: Context,
  record: IncidentRecord,
  services: readonly StoredService[],
  onset: number,
): Promise<ChangeEvent[]> {
  const deployments = [];
  for (let first = 0; first < services.length; first += AT_ONCE) {
    const pages = services
      .slice(first, first + AT_ONCE)
      .map(({ environment, name: service }) =>
        listDeployments(context, { environment, service }, DEPLOYMENTS),
      );
    deployments.push(...(await Promise.all(pages)).flatMap((page) => page.deployments));
  }
  const known = new Set(services.map(({ name }) => name));
  const noted = await readNoted(context, record.environment, {
    from: onset - NOTED_MS,
    to: onset + NOTED_MS,
  });
  const { changes, runs } = recentChanges(deployments, onset).reduce(withChange, record);
  const done = [
    ...changes.map(({ kind, id, service, at }) => ({ kind: kind as string, id, service, at })),
    ...runs.map(({ runId, runbook, service, at }) => ({
      kind: 'runbook',
      id: `${runbook} (${runId})`,
      service,
      at,
    })),
  ];
  const own = done.flatMap(({ kind, id, service, at }) =>
    service === undefined ? [] : [{ node: service, kind, id, at: Date.parse(at) }],
  );
  return [...own, ...noted.filter(({ node }) => known.has(node))];
}
