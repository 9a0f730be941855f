import {
  answerLaterCall,
  causeLaterCall,
  chaosDeadmanCall,
  deadmanCall,
  optimizationDeadmanCall,
  runDeadmanCall,
  type ScheduledCall,
  windowEndCall,
} from '../rollout/scheduled-call.ts';
import { couldGive, sameJson } from './could-give.ts';
import { matchesPattern } from './event-pattern.ts';
import type { DeadLetter, KnownLetter, QueueLetter, RuleLetter, ScheduleLetter } from './letter.ts';
import { type TargetInput, targetInput } from './target-input.ts';

/** What is ours, by name: only what a rule or a schedule calls by itself may be called again. */
export interface Ours {
  readonly account: string;
  readonly region: string;
  readonly rules: readonly string[];
  readonly scheduleGroup: string;
  readonly functions: readonly string[];
  /** ARNs of the queues that functions work off. */
  readonly queues: readonly string[];
  /** ARN of the function that deadmen call. */
  readonly startRestoreFunction: string;
  readonly failRunFunction: string;
  readonly answerIncidentFunction: string;
  readonly noteCauseFunction: string;
  readonly recoverChaosTestFunction: string;
  readonly applyOptimizationFunction: string;
  /** ARNs of the functions that the ends of rollback windows call. */
  readonly driverFunctions: readonly string[];
}

/** A target of a rule as it stands now. */
export interface RuleTarget extends TargetInput {
  readonly arn: string;
}

/** A rule of ours as it stands now. */
export interface LiveRule {
  readonly name: string;
  readonly pattern: unknown;
  readonly targets: readonly RuleTarget[];
}

/** A schedule of the stacks as it stands now. */
export interface LiveSchedule {
  readonly name: string;
  readonly arn: string;
  /** JSON text. */
  readonly input: string;
}

/** All that calls functions of ours by itself, besides the schedules that are made at run time. */
export interface Senders {
  readonly rules: readonly LiveRule[];
  readonly schedules: readonly LiveSchedule[];
}

export type Redrive =
  /** `payload` is JSON text for the function. */
  | { readonly kind: 'invoke'; readonly functionArn: string; readonly payload: string }
  /** `body` goes into the queue once more. */
  | { readonly kind: 'send'; readonly queueArn: string; readonly body: string }
  | { readonly kind: 'refuse'; readonly words: string };

/** Name of the rule that a letter is of, with its bus; undefined when it is none of ours. */
export function ruleOf(letter: DeadLetter, ours: Ours): string | undefined {
  if (letter.kind !== 'rule') return undefined;
  const name = letter.from.split(':rule/')[1] ?? '';
  const known = letter.from === `arn:aws:events:${ours.region}:${ours.account}:rule/${name}`;
  return known && ours.rules.includes(name) ? name : undefined;
}

/**
 * What a redrive does with a letter: the function or queue it was meant for gets what it would have got. Refused is whatever is
 * not ours from end to end, and whatever none of our rules and schedules could have sent, because whoever can write
 * into the queue must not choose what we call, nor with what.
 */
export function redrive(letter: DeadLetter, ours: Ours, senders: Senders): Redrive {
  if (letter.kind === 'unknown') return refuse(letter.words);
  if (letter.kind === 'queue' || ours.queues.includes(letter.target))
    return backIntoQueue(letter, ours, senders);
  const functionArn = ownFunction(letter, ours);
  if (functionArn === undefined) return refuse(`${letter.target} is no function of ours that events call.`);
  try {
    const payload = payloadOf(letter, functionArn, ours, senders);
    if (looksLikeHttp(payload))
      return refuse('It holds an HTTP request, which neither a rule nor a schedule of ours sends.');
    return { kind: 'invoke', functionArn, payload };
  } catch (error) {
    return refuse((error as Error).message);
  }
}

/** SQS itself says from which queue a letter is; one that never got there has to be an event of its rule. */
function backIntoQueue(letter: KnownLetter, ours: Ours, senders: Senders): Redrive {
  const { target: queueArn } = letter;
  if (!ours.queues.includes(queueArn)) return refuse(`${queueArn} is no queue of ours.`);
  if (letter.kind === 'queue') return { kind: 'send', queueArn, body: letter.body };
  if (letter.kind !== 'rule') return refuse(`Only rules of ours send into ${queueArn}.`);
  try {
    return { kind: 'send', queueArn, body: ruleSends(letter, ours, senders) };
  } catch (error) {
    return refuse((error as Error).message);
  }
}

/** The unqualified ARN: what is called again is called as it is now. */
function ownFunction({ target }: KnownLetter, { account, region, functions }: Ours): string | undefined {
  const [, unqualified, name = ''] =
    /^(arn:aws:lambda:[^:]+:\d{12}:function:([A-Za-z0-9_-]+))(?::[^:]+)?$/.exec(target) ?? [];
  const own = `arn:aws:lambda:${region}:${account}:function:${name}`;
  return unqualified === own && functions.includes(name) ? own : undefined;
}

/** @throws Error that says why none of ours sends it */
function payloadOf(
  letter: Exclude<KnownLetter, QueueLetter>,
  functionArn: string,
  ours: Ours,
  senders: Senders,
): string {
  if (letter.kind === 'rule') return ruleSends(letter, ours, senders);
  const sent = { functionArn, payload: letter.payload };
  const could =
    letter.kind === 'schedule'
      ? scheduleSends(letter, sent, ours, senders)
      : anythingSends(sent, ours, senders);
  if (could) return JSON.stringify(letter.payload);
  const nobody =
    letter.kind === 'schedule' ? `${letter.from} does not send` : 'No rule and no schedule of ours sends';
  throw new Error(`${nobody} this to ${functionArn}.`);
}

function ruleSends(letter: RuleLetter, ours: Ours, { rules }: Senders): string {
  const ruleName = ruleOf(letter, ours);
  if (ruleName === undefined) throw new Error(`${letter.from} is no rule of ours.`);
  const rule = rules.find(({ name }) => name === ruleName);
  const target = rule?.targets.find(({ arn }) => arn === letter.target);
  if (!rule || !target) throw new Error(`${letter.from} does not call ${letter.target} any more.`);
  if (!matchesPattern(rule.pattern, letter.event))
    throw new Error(`${letter.from} does not ask for such an event.`);
  return targetInput(target, letter.event, { ruleArn: letter.from, ruleName });
}

/** What a function was called with. */
interface Sent {
  readonly functionArn: string;
  readonly payload: unknown;
}

/** @throws Error for a schedule of somebody else */
function scheduleSends({ from }: ScheduleLetter, sent: Sent, ours: Ours, { schedules }: Senders): boolean {
  const { account, region, scheduleGroup } = ours;
  const group = `arn:aws:scheduler:${region}:${account}:schedule/${scheduleGroup}/`;
  if (!from.startsWith(group)) throw new Error(`${from} is no schedule of ours.`);
  const name = from.slice(group.length);
  const lasting = schedules.filter((schedule) => schedule.name === name);
  // Release 0.1.0 put the time behind the name of a window's end.
  const made = runTimeCalls(sent, ours).filter(
    (call) => name === call.name || name.startsWith(`${call.name}-`),
  );
  return lasting.some((schedule) => gives(schedule, sent)) || made.length > 0;
}

/** A function that failed does not say what had called it. */
function anythingSends(sent: Sent, ours: Ours, { rules, schedules }: Senders): boolean {
  return (
    runTimeCalls(sent, ours).length > 0 ||
    schedules.some((schedule) => gives(schedule, sent)) ||
    rules.some(({ pattern, targets }) =>
      targets.some((target) => target.arn === sent.functionArn && couldGive(target, pattern, sent.payload)),
    )
  );
}

function gives({ arn, input }: LiveSchedule, { functionArn, payload }: Sent): boolean {
  return arn === functionArn && sameJson(JSON.parse(input), payload);
}

/** The calls of schedules made at run time that are just this one. */
function runTimeCalls({ functionArn, payload }: Sent, ours: Ours): ScheduledCall[] {
  const { deploymentId, runId, incidentId, experimentId, optimization } = (payload ?? {}) as Readonly<
    Record<string, unknown>
  >;
  const made = (callee: boolean, id: unknown, call: (id: string) => ScheduledCall) =>
    callee && typeof id === 'string' ? [call(id)] : [];
  const calls = [
    ...made(functionArn === ours.startRestoreFunction, deploymentId, deadmanCall),
    ...made(ours.driverFunctions.includes(functionArn), deploymentId, windowEndCall),
    ...made(functionArn === ours.failRunFunction, runId, runDeadmanCall),
    ...made(functionArn === ours.answerIncidentFunction, incidentId, answerLaterCall),
    ...made(functionArn === ours.noteCauseFunction, incidentId, causeLaterCall),
    ...made(functionArn === ours.recoverChaosTestFunction, experimentId, chaosDeadmanCall),
    ...made(functionArn === ours.applyOptimizationFunction, optimization, optimizationDeadmanCall),
  ];
  return calls.filter(({ input }) => sameJson(input, payload));
}

/** Functions trust the caller that a gateway names in an event of this shape. */
function looksLikeHttp(payload: string): boolean {
  const { requestContext } = (JSON.parse(payload) ?? {}) as { requestContext?: { http?: unknown } | null };
  return requestContext?.http !== undefined;
}

function refuse(words: string): Redrive {
  return { kind: 'refuse', words };
}
