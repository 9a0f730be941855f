import { canonical } from '../../../core/canonical.ts';
import { Conflict, InvalidInput } from '../../../core/errors.ts';
import { readObjectives } from '../../../core/slo/document/read-objectives.ts';
import type { Objective } from '../../../core/slo/objective.ts';
import { alertWords, summaryOf } from '../../../core/slo/summary.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { listServices } from '../../services/store.ts';
import { findSlo, resourceOf, type SloRecord, type StoredSlo } from '../../slo-record.ts';
import { RecordChanged } from '../../table.ts';
import { serviceMetrics } from '../service-metrics.ts';
import { readSlo, saveSlos } from '../store.ts';
import type { definition } from './definition.ts';
import { findingsOf, seenOf } from './preview.ts';

type Input = Parameters<Handler<typeof definition>>[0];
/** What fits into one transaction with its audit records. */
const MOST_OBJECTIVES = 25;

interface Draft {
  readonly before: StoredSlo | undefined;
  readonly after: SloRecord;
  readonly change: 'added' | 'changed' | 'unchanged' | 'removed';
}

export const handler: Handler<typeof definition> = async (input, context) => {
  const { environment, dryRun, document } = input;
  const services = await listServices(context, environment);
  const registered = new Map(services.map((service) => [service.name, service]));
  const { objectives, ignored } =
    document === undefined
      ? { objectives: [], ignored: [] }
      : readObjectives(document, {
          environment,
          region: context.environment.region,
          metricsOf: (name) => {
            const service = registered.get(name);
            return service && serviceMetrics(service, services);
          },
        });
  checkCounts(input, objectives);
  const removed = await Promise.all(
    (input.remove ?? []).map(async (name) => removal(await readSlo(context, { environment, name }))),
  );
  const set = await Promise.all(objectives.map((objective) => setting(context, objective)));
  const drafts = [...set, ...removed];
  const seen = await seenOf(context, objectives);
  const shown = drafts.map((draft) => ({
    ...shownOf(draft),
    ...(draft.change === 'removed'
      ? { findings: [] }
      : findingsOf(
          context,
          draft.after.objective,
          registered.has(draft.after.objective.service),
          seen.get(draft.after.objective.name),
        )),
  }));
  const changes = drafts.filter(({ change }) => change !== 'unchanged');
  const applied = !dryRun && changes.length > 0;
  const answer = { applied, objectives: shown, ignored: [...ignored] };
  if (applied) await save(context, changes, answer);
  return answer;
};

function checkCounts({ remove = [], document }: Input, objectives: readonly Objective[]): void {
  const twice = remove.find((name) => objectives.some((objective) => objective.name === name));
  const problem =
    document === undefined && remove.length === 0
      ? ['document', 'is missing', 'a document, or names to remove']
      : twice !== undefined
        ? ['remove', `names ${twice}, which the document sets`, 'other objectives than those of the document']
        : objectives.length + remove.length > MOST_OBJECTIVES
          ? ['document', `has ${objectives.length} objectives`, `at most ${MOST_OBJECTIVES} at once`]
          : undefined;
  if (!problem) return;
  const [field = '', what = '', allowed = ''] = problem;
  throw new InvalidInput(`${field} ${what}.`, { violations: [{ field, problem: what, allowed }] });
}

async function setting(context: Context, objective: Objective): Promise<Draft> {
  const before = await findSlo(context, objective);
  const exclusions = before?.exclusions ?? [];
  if (!before) return { before, after: { objective, version: 1, exclusions }, change: 'added' };
  const isSame = !before.removed && canonical(before.objective) === canonical(objective);
  if (isSame) return { before, after: before, change: 'unchanged' };
  const after = { objective, version: before.version + 1, exclusions };
  return { before, after, change: before.removed ? 'added' : 'changed' };
}

function removal(before: StoredSlo): Draft {
  const { objective, exclusions, version } = before;
  return { before, after: { objective, exclusions, version: version + 1, removed: true }, change: 'removed' };
}

function shownOf({ after: { objective, version }, change }: Draft) {
  return {
    objective: objective.name,
    service: objective.service,
    change,
    version,
    summary: summaryOf(objective),
    alerts: objective.alerts.map(alertWords),
  };
}

async function save(context: Context, changes: readonly Draft[], answer: unknown): Promise<void> {
  const writes = changes.map(({ before, after, change }) => ({
    before,
    record: after,
    words:
      change === 'removed'
        ? 'The objective was removed.'
        : `Version ${after.version} was set: ${summaryOf(after.objective)}`,
  }));
  try {
    await saveSlos(context, writes, answer);
  } catch (error) {
    if (!(error instanceof RecordChanged)) throw error;
    const [first] = changes;
    throw new Conflict('Somebody else changed one of the objectives at the same time; repeat the call.', {
      ...(first && { conflictsWith: resourceOf(first.after.objective) }),
      cause: error,
    });
  }
}
