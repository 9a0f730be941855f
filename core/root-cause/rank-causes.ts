import { type BehaviourShift, behaviourShifts } from './behaviour.ts';
import { type Blame, blameOf } from './blame.ts';
import { type Call, CallGraph, type NodeSeries, type Target } from './calls.ts';
import { byChance, chancesOf } from './confidence.ts';
import { clipped, type Evidence, percent } from './evidence.ts';
import { logEvidence, type TemplateCounts } from './log-novelty.ts';
import { type ChangeEvent, changeEvidence, historyEvidence, type PastIncident } from './prior.ts';
import { type ResourceSeries, resourceEvidence } from './resources.ts';
import { slownessOf } from './slowness.ts';
import { groupBy, sum } from './statistics.ts';
import { type TraceSample, visitsOf } from './traces.ts';

/** What was gathered about an incident. What was not gathered is absent and said in the answer. */
export interface Facts {
  /** When it began; milliseconds since the epoch. */
  readonly onset: number;
  readonly target?: Target;
  readonly calls: readonly Call[];
  readonly series?: readonly NodeSeries[];
  readonly traces?: { readonly usual: TraceSample; readonly now: TraceSample };
  readonly resources?: readonly ResourceSeries[];
  readonly templates?: readonly TemplateCounts[];
  readonly changes?: readonly ChangeEvent[];
  readonly past?: readonly PastIncident[];
}

export interface Cause {
  readonly node: string;
  /** The chance that it is the cause; 0 to 1. */
  readonly confidence: number;
  /** What the evidence is worth together, with its priors; nats. */
  readonly strength: number;
  /** Strongest first. */
  readonly evidence: readonly Evidence[];
}

export interface Ranking {
  /** NOT_ENOUGH_DATA: nothing was seen that chance would not show as well; what there is is still ranked. */
  readonly verdict: 'RANKED' | 'NOT_ENOUGH_DATA';
  /** Most likely first. */
  readonly causes: readonly Cause[];
  /** What was not looked at, or said nothing. */
  readonly notSeen: readonly string[];
  /** How many nodes were looked at. */
  readonly nodes: number;
}

/** Evidence weaker than this is what one in twenty fault-free times shows at one node; nats. */
export const ENOUGH = 3;
/** A node that what suffers does not need, as far as the graph knows, is this much less likely. */
const UNREACHED = 0.2;

/**
 * Ranks the nodes by how likely each is the cause. Each sort of facts says for itself how unlikely what it shows is in
 * fault-free times, after what callees explain has been taken off their callers; on that one scale they add up. Changes
 * and past incidents are priors: they make what shows something likelier, and are no evidence by themselves.
 */
export function rankCauses(facts: Facts): Ranking {
  const graph = new CallGraph(facts.calls);
  const shown = [
    ...callEvidence(facts),
    ...traceEvidence(facts.traces),
    ...resourceEvidence(facts.resources ?? []),
    ...logEvidence(facts.templates ?? [], graph),
  ].filter(({ nats }) => nats > 0);
  const unusual = new Set(shown.filter(({ nats }) => nats >= ENOUGH).map(({ node }) => node));
  const priors = [
    ...changeEvidence(facts.changes ?? [], facts.onset),
    ...historyEvidence(facts.past ?? [], unusual),
  ];
  const needed = facts.target && neededBy(graph, facts.target.node);
  const strengths = strengthsOf(shown, priors, needed);
  const nodes = nodesIn(facts, strengths);
  const chances = chancesOf(strengths, nodes);
  const strongest = Math.max(0, ...strengths.values());
  return {
    verdict: strongest >= byChance(nodes, ENOUGH) ? 'RANKED' : 'NOT_ENOUGH_DATA',
    causes: [...chances]
      .map(([node, confidence]) => ({
        node,
        confidence,
        strength: strengths.get(node) ?? 0,
        evidence: evidenceFor(node, [...shown, ...priors]),
      }))
      .sort((one, other) => other.confidence - one.confidence),
    notSeen: notSeenIn(facts),
    nodes,
  };
}

/** What a node loses of which the target feels nothing is worth this part: it may yet be on the way to it. */
const UNFELT = 0.3;

/** What the target lost, by whose it is; of a target that lost nothing, nothing. */
function callEvidence({ series = [], calls, target }: Facts): Evidence[] {
  const blame = target && blameOf(series, calls, target);
  const felt = blame?.get(target?.node ?? '');
  if (blame === undefined || felt === undefined) return [];
  return [...blame].map(([node, own]) => ({
    kind: 'calls',
    node,
    nats: own.part * (felt.nats + own.nats) + UNFELT * own.self * own.nats,
    words: blameWords(own, target),
  }));
}

function blameWords({ part, raw }: Blame, target: Target | undefined): string {
  const lost = target?.felt === 'errors' ? 'failed requests' : 'seconds of waiting';
  return `${percent(part)} of what ${target?.node} loses is lost here: ${Number(raw.toPrecision(3))} ${lost} a period more`;
}

function traceEvidence(traces: Facts['traces']): Evidence[] {
  if (traces === undefined) return [];
  const [usual, now] = [visitsOf(traces.usual), visitsOf(traces.now)];
  const slow = [...slownessOf(usual, now)].map(([node, { lost, part, nats }]) => ({
    kind: 'slowness' as const,
    node,
    nats: part * nats,
    words: `${percent(part)} of the time that traces lost is lost here: ${Math.round(lost)} ms`,
  }));
  const shifts = [...behaviourShifts(usual, now).values()].map((shift) => ({
    kind: 'behaviour' as const,
    node: shift.node,
    nats: shift.nats,
    words: shiftWords(shift),
  }));
  return [...slow, ...shifts];
}

function shiftWords({ event, usual, now, rises, kind }: BehaviourShift): string {
  const [then, today] = [`${usual.times} of ${usual.of}`, `${now.times} of ${now.of}`];
  return `"${clipped(event)}" in ${today} calls of ${clipped(kind)}, ${rises ? 'up' : 'down'} from ${then}`;
}

function strengthsOf(
  shown: readonly Evidence[],
  priors: readonly Evidence[],
  needed: ReadonlySet<string> | undefined,
): ReadonlyMap<string, number> {
  const prior = (node: string) =>
    Math.max(0, ...priors.filter((one) => one.node === node).map(({ nats }) => nats));
  const reach = (node: string) => (needed === undefined || needed.has(node) ? 1 : UNREACHED);
  return new Map(
    [...groupBy(shown, ({ node }) => node)].map(([node, own]) => [
      node,
      sum(own.map(({ nats }) => nats)) * reach(node) * Math.exp(prior(node) / 2),
    ]),
  );
}

/** How many nodes were looked at: those with metrics, in traces, or with anything to show. */
function nodesIn(
  { series = [], resources = [], traces }: Facts,
  strengths: ReadonlyMap<string, number>,
): number {
  const named = [...series, ...resources, ...(traces?.now.spans ?? [])].map(({ node }) => node);
  return new Set([...named, ...strengths.keys()]).size;
}

function neededBy(graph: CallGraph, target: string): ReadonlySet<string> {
  const found = new Set([target]);
  for (const node of found) for (const callee of graph.calleesOf(node)) found.add(callee);
  return found;
}

function evidenceFor(node: string, all: readonly Evidence[]): Evidence[] {
  return all.filter((one) => one.node === node).sort((one, other) => other.nats - one.nats);
}

function notSeenIn(facts: Facts): string[] {
  const sorts = {
    series: 'metrics of calls',
    traces: 'traces',
    resources: 'resource metrics',
    templates: 'log templates',
    changes: 'changes',
    past: 'past incidents',
  } as const;
  return (Object.keys(sorts) as (keyof typeof sorts)[]).flatMap((sort) =>
    facts[sort] === undefined ? [sorts[sort]] : [],
  );
}
