import type { RelatedChange } from '../incident/record.ts';
import type { Runbook, RunbookTrigger, TargetType } from './runbook.ts';
import { implies, type Threshold, thresholdOf } from './threshold.ts';

/** A signal of an incident that fires. */
export interface FiringSignal {
  readonly key: string;
  readonly metric?: { readonly namespace: string; readonly name: string };
  /** What its source compares the metric with, where it says so. */
  readonly threshold?: Threshold;
  /** Since when its data are bad; milliseconds. */
  readonly since: number;
  /** When its source said so; milliseconds. */
  readonly firedAt?: number;
}

export interface MatchFacts {
  readonly signals: readonly FiringSignal[];
  /** The service that is to be repaired, and its kind. */
  readonly service: string;
  readonly target: TargetType;
  readonly changes: readonly RelatedChange[];
  /** When the incident's damage began; milliseconds, as `now`. */
  readonly startedAt: number;
  /** Runbooks that were run for the incident already and did not help. */
  readonly tried: readonly string[];
  readonly now: number;
}

/** A runbook that answers an incident. */
export interface Match {
  readonly runbook: string;
  readonly signal: string;
  /** 0 when it may be run now; else the signal has to fire for so long still. */
  readonly inSeconds: number;
  /** How much of the incident the trigger speaks of; higher is nearer. */
  readonly score: number;
  readonly words: string;
}

/** Points by which a nearer trigger comes first: a known change says more than a bound, a bound more than a name. */
const POINTS = { afterChange: 8, threshold: 4, namespace: 2, exactName: 1 };

/** The runbooks that answer an incident, the nearest first; of equals, the one that may begin first. */
export function match(runbooks: readonly Runbook[], facts: MatchFacts): Match[] {
  const found = runbooks.flatMap((runbook) => best(runbook, facts) ?? []);
  return found.sort(
    (a, b) => b.score - a.score || a.inSeconds - b.inSeconds || (a.runbook < b.runbook ? -1 : 1),
  );
}

function best(runbook: Runbook, facts: MatchFacts): Match | undefined {
  if (facts.tried.includes(runbook.name)) return undefined;
  if (runbook.targets && !runbook.targets.includes(facts.target)) return undefined;
  const found = runbook.triggers.flatMap((trigger) =>
    facts.signals.flatMap((signal) => answer(runbook, trigger, signal, facts) ?? []),
  );
  return found.sort((a, b) => b.score - a.score || a.inSeconds - b.inSeconds)[0];
}

function answer(
  { name }: Runbook,
  trigger: RunbookTrigger,
  signal: FiringSignal,
  facts: MatchFacts,
): Match | undefined {
  const { metric } = signal;
  if (!metric || !fits(trigger.metric, metric.name)) return undefined;
  if (trigger.namespace !== undefined && trigger.namespace !== metric.namespace) return undefined;
  if (!isBeyond(trigger.threshold, signal.threshold)) return undefined;
  const change = changeBefore(trigger, facts);
  if (trigger.afterChange && !change) return undefined;
  const inSeconds = Math.max(0, Math.ceil((signal.since + trigger.duration * 1000 - facts.now) / 1000));
  return {
    runbook: name,
    signal: signal.key,
    inSeconds,
    score: scoreOf(trigger),
    words: wordsOf(trigger, metric.name, change),
  };
}

/** A bound is only met by a source that says what it compares with: a guess is no reason to change anything. */
function isBeyond(wanted: string | undefined, alarm: Threshold | undefined): boolean {
  if (wanted === undefined) return true;
  const threshold = thresholdOf(wanted);
  return threshold !== undefined && alarm !== undefined && implies(alarm, threshold);
}

function changeBefore(
  { afterChange }: RunbookTrigger,
  { changes, service, startedAt }: MatchFacts,
): RelatedChange | undefined {
  if (!afterChange) return undefined;
  return changes.find(({ kind, at, service: changed = service }) => {
    const seconds = (startedAt - Date.parse(at)) / 1000;
    return (
      kind === afterChange.kind && changed === service && seconds >= 0 && seconds <= afterChange.withinSeconds
    );
  });
}

/** @param pattern a name, or a name with `*` at either end for anything */
function fits(pattern: string, name: string): boolean {
  const [open, close] = [pattern.startsWith('*'), pattern.endsWith('*')];
  const text = pattern.replace(/^\*/, '').replace(/\*$/, '');
  if (open && close) return name.includes(text);
  if (open) return name.endsWith(text);
  return close ? name.startsWith(text) : name === text;
}

function scoreOf({ metric, namespace, threshold, afterChange }: RunbookTrigger): number {
  return (
    (afterChange ? POINTS.afterChange : 0) +
    (threshold === undefined ? 0 : POINTS.threshold) +
    (namespace === undefined ? 0 : POINTS.namespace) +
    (metric.includes('*') ? 0 : POINTS.exactName)
  );
}

function wordsOf(
  { threshold, duration }: RunbookTrigger,
  metric: string,
  change: RelatedChange | undefined,
): string {
  const bound = threshold === undefined ? 'fires' : `is ${threshold}`;
  const after = change ? ` after ${change.words}` : '';
  return `${metric} ${bound} for ${duration} s${after}.`;
}
