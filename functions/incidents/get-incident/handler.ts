import { withChange } from '../../../core/incident/attached.ts';
import type { IncidentRecord } from '../../../core/incident/record.ts';
import { similar } from '../../../core/incident/similar.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { listDeployments } from '../../runs/store.ts';
import { aboutRecord } from '../../target.ts';
import { recentChanges } from '../changes.ts';
import { pastOf } from '../queries.ts';
import { readIncident } from '../store.ts';
import { targetOfIncident } from '../target.ts';
import { foundCauseOf, viewOf } from '../view.ts';
import type { definition } from './definition.ts';
import { waitingRuns } from './waiting-runs.ts';

/** Services whose deployments are looked at, and deployments of each. */
const SERVICES = 10;
const DEPLOYMENTS = 5;

const get: Handler<typeof definition> = async ({ incidentId }, context) => {
  const record = await readIncident(context, incidentId);
  const [deployments, past, runs] = await Promise.all([
    deploymentsOf(context, record),
    pastOf(context, record),
    waitingRuns(context, record),
  ]);
  return {
    incident: viewOf(record),
    timeline: record.timeline.map((line) => ({ ...line })),
    signals: record.members.map(({ kind: _kind, ...member }) => member),
    changes: changesOf(context, record, deployments).map((change) => ({ ...change })),
    origins: [...(record.origins ?? [])],
    evidence: (record.evidence ?? []).map((one) => ({ ...one })),
    ...(record.cause && { cause: foundCauseOf(record.cause) }),
    runs: record.runs.map((run) => ({ ...run })),
    approvals: [...deployments.flatMap(waiting), ...runs],
    related: record.related.map((one) => ({ ...one })),
    similar: similar(record, past).map((one) => ({ ...one, whatWorked: [...one.whatWorked] })),
  };
};

export const handler = aboutRecord(get, targetOfIncident);

async function deploymentsOf(context: Context, { environment, services }: IncidentRecord) {
  const pages = await Promise.all(
    services
      .slice(0, SERVICES)
      .map((service) => listDeployments(context, { environment, service }, DEPLOYMENTS)),
  );
  return pages.flatMap(({ deployments }) => deployments);
}

/** Those of the record, and deployments that began before it ended, whether or not a signal came with them. */
function changesOf(context: Context, record: IncidentRecord, deployments: readonly StoredDeployment[]) {
  const end = record.state.name === 'RESOLVED' ? Date.parse(record.state.at) : context.clock.now();
  const begun = deployments.filter(({ createdAt }) => Date.parse(createdAt) <= end);
  return recentChanges(begun, end).reduce(withChange, record).changes;
}

function waiting({ id, service, pinned, state }: StoredDeployment) {
  if (state.name === 'AWAITING_APPROVAL')
    return [{ kind: 'deployment' as const, id, words: `${service} ${pinned.label} waits for approval.` }];
  if (state.name !== 'PAUSED') return [];
  return [
    { kind: 'deployment' as const, id, words: `${service} ${pinned.label} is held: ${state.reason.words}` },
  ];
}
