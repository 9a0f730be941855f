import type { CallGraph } from './calls.ts';
import { clipped, type Evidence } from './evidence.ts';
import { groupBy, sum, surpriseOfRun } from './statistics.ts';

/** How often a template was written, per period. */
export interface TemplateCounts {
  readonly node: string;
  readonly template: string;
  readonly isError: boolean;
  /** Of fault-free periods. */
  readonly usual: readonly number[];
  /** Of periods of the same length since the onset. */
  readonly now: readonly number[];
}

/** A line that does not tell of an error is worth this part of one that does. */
const PLAIN = 0.5;
/** A template that other nodes write in good times is a library's: it says less. */
const KNOWN = 0.5;
/** What a callee writes as strongly explains this part of what its callers write. */
const EXPLAINED = 0.7;
/** A loop writes thousands of lines, which make nothing surer than this; nats. */
const MOST = 20;

/** Templates that are written more often, or never were before; what a node's callees write explains it in part. */
export function logEvidence(counts: readonly TemplateCounts[], graph: CallGraph): Evidence[] {
  const usualAt = groupBy(
    counts.filter(({ usual }) => sum(usual) > 0),
    ({ template }) => template,
  );
  const volumes = new Map(
    [...groupBy(counts, ({ node }) => node)].map(([node, own]) => [node, volumesOf(own)]),
  );
  const best = new Map<string, Evidence>();
  for (const one of counts) {
    const isKnown = (usualAt.get(one.template) ?? []).some(({ node }) => node !== one.node);
    const nats =
      Math.min(MOST, riseOf(one, volumes.get(one.node) ?? one)) *
      (one.isError ? 1 : PLAIN) *
      (isKnown ? KNOWN : 1);
    if (nats > (best.get(one.node)?.nats ?? 0))
      best.set(one.node, { kind: 'log', node: one.node, nats, words: wordsOf(one) });
  }
  return [...best.values()].map((own) => {
    const below = Math.max(0, ...graph.calleesOf(own.node).map((callee) => best.get(callee)?.nats ?? 0));
    return { ...own, nats: own.nats - EXPLAINED * Math.min(own.nats, below) };
  });
}

/** By the template's part of all that its node writes, so that more traffic is no rise; nats. */
function riseOf({ usual, now }: TemplateCounts, all: Volumes): number {
  const parts = (counts: readonly number[], volumes: readonly number[]) =>
    counts.map((count, index) => count / Math.max(1, volumes[index] ?? 0));
  const surprise = surpriseOfRun(parts(usual, all.usual), parts(now, all.now));
  return sum(usual) === 0 && sum(now) > 0 ? surprise + Math.log1p(sum(now)) : surprise;
}

/** Lines of any template, per period. */
type Volumes = Pick<TemplateCounts, 'usual' | 'now'>;

function volumesOf(counts: readonly TemplateCounts[]): Volumes {
  const added = (pick: (one: TemplateCounts) => readonly number[]) =>
    (counts[0] === undefined ? [] : pick(counts[0])).map((_, index) =>
      sum(counts.map((one) => pick(one)[index] ?? 0)),
    );
  return { usual: added(({ usual }) => usual), now: added(({ now }) => now) };
}

function wordsOf({ template, usual, now }: TemplateCounts): string {
  const before = sum(usual) === 0 ? 'never before' : `${sum(usual)} times in ${usual.length} periods before`;
  return `"${clipped(template)}" was written ${sum(now)} times, ${before}`;
}
