import { serviceOf } from '../../core/logs/service-of.ts';
import { TemplateMinutes } from '../../core/logs/template-counts.ts';
import type { Side, Span } from '../../core/logs/times.ts';
import type { TemplateCounts } from '../../core/root-cause/log-novelty.ts';
import type { ServiceRecord } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { logGroupsOf } from './log-groups.ts';
import { readLines } from './read-lines.ts';
import { type Limits, ReadingBudget } from './reading-budget.ts';

/** How often services wrote what, minute by minute, and what that took. */
export interface TemplatesRead {
  readonly templates: readonly TemplateCounts[];
  readonly lines: number;
  readonly bytes: number;
  readonly calls: number;
  readonly notSeen: readonly string[];
}

/** Counts the lines of services by template, in whole minutes since an onset and before it, within a budget. */
export async function readTemplates(
  context: Context,
  services: readonly ServiceRecord[],
  spans: Readonly<Record<Side, Span>>,
  limits: Limits,
): Promise<TemplatesRead> {
  const { groups, notSeen } = await logGroupsOf(context, services);
  const budget = new ReadingBudget(limits, context.clock);
  const minutes = new TemplateMinutes();
  const question = { groups: [...groups.keys()], spans, filterPattern: '' };
  const ownerless = new Set<string>();
  const read = await readLines(context, question, budget, ({ group, side, stream, at, line }) => {
    const node = serviceOf(groups.get(group) ?? [], { stream, line });
    if (node === undefined) ownerless.add(group);
    else minutes.take({ node, side, at, line });
  });
  const covered = coveredBy(groups, read.covered);
  return {
    templates: minutes.counts(spans, covered),
    lines: minutes.lines,
    bytes: budget.bytes,
    calls: budget.calls,
    notSeen: [
      ...notSeen,
      ...read.notSeen,
      ...[...ownerless].map((group) => `${group}: lines that do not tell whose they are were left out.`),
    ],
  };
}

/** By service. Of one that writes to several groups, as its two sides may, only what was read of all of them. */
function coveredBy(
  groups: ReadonlyMap<string, readonly string[]>,
  read: ReadonlyMap<string, readonly Span[]>,
): Map<string, readonly Span[]> {
  const covered = new Map<string, readonly Span[]>();
  for (const [group, services] of groups)
    for (const service of services) {
      const known = covered.get(service);
      const own = read.get(group) ?? [];
      covered.set(service, known === undefined ? own : known.flatMap((span) => shared(span, own)));
    }
  return covered;
}

function shared({ from, to }: Span, others: readonly Span[]): Span[] {
  return others
    .map((other) => ({ from: Math.max(from, other.from), to: Math.min(to, other.to) }))
    .filter((span) => span.from < span.to);
}
