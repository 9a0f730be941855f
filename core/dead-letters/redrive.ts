import type { DeadLetter, KnownLetter } from './letter.ts';
import { type TargetInput, targetInput } from './target-input.ts';

/** What is ours, by name: only what a rule or a schedule calls by itself may be called again. */
export interface Ours {
  readonly account: string;
  readonly region: string;
  readonly rules: readonly string[];
  readonly scheduleGroup: string;
  readonly functions: readonly string[];
}

/** A target of a rule as it stands now. */
export interface RuleTarget extends TargetInput {
  readonly arn: string;
}

export type Redrive =
  /** `payload` is JSON text for the function. */
  | { readonly kind: 'invoke'; readonly functionArn: string; readonly payload: string }
  | { readonly kind: 'refuse'; readonly words: string };

/** Name of the rule on the default bus whose targets decide about a letter; undefined when none does. */
export function ruleOf(letter: DeadLetter, ours: Ours): string | undefined {
  if (letter.kind !== 'rule') return undefined;
  const name = letter.from.split(':rule/')[1] ?? '';
  const known = letter.from === `arn:aws:events:${ours.region}:${ours.account}:rule/${name}`;
  return known && ours.rules.includes(name) ? name : undefined;
}

/**
 * What a redrive does with a letter: the function it was meant for gets what it would have got. Refused is whatever is
 * not ours from end to end, because whoever can write into the queue must not choose what we call.
 * @param targets of the letter's rule, where `ruleOf` names one; undefined when the rule is gone
 */
export function redrive(letter: DeadLetter, ours: Ours, targets?: readonly RuleTarget[]): Redrive {
  if (letter.kind === 'unknown') return refuse(letter.words);
  const functionArn = ownFunction(letter, ours);
  if (functionArn === undefined) return refuse(`${letter.target} is no function of ours that events call.`);
  const foreign = foreignOrigin(letter, ours);
  if (foreign !== undefined) return refuse(foreign);
  const payload = payloadOf(letter, ours, targets);
  if (payload.kind === 'refuse') return payload;
  if (looksLikeHttp(payload.text))
    return refuse('It holds an HTTP request, which neither a rule nor a schedule of ours sends.');
  return { kind: 'invoke', functionArn, payload: payload.text };
}

/** The unqualified ARN: what is called again is called as it is now. */
function ownFunction({ target }: KnownLetter, { account, region, functions }: Ours): string | undefined {
  const [, unqualified, name = ''] =
    /^(arn:aws:lambda:[^:]+:\d{12}:function:([A-Za-z0-9_-]+))(?::[^:]+)?$/.exec(target) ?? [];
  const own = `arn:aws:lambda:${region}:${account}:function:${name}`;
  return unqualified === own && functions.includes(name) ? own : undefined;
}

function foreignOrigin(letter: KnownLetter, ours: Ours): string | undefined {
  const { account, region, scheduleGroup } = ours;
  if (letter.kind === 'rule' && ruleOf(letter, ours) === undefined)
    return `${letter.from} is no rule of ours.`;
  const group = `arn:aws:scheduler:${region}:${account}:schedule/${scheduleGroup}/`;
  if (letter.kind === 'schedule' && !letter.from.startsWith(group))
    return `${letter.from} is no schedule of ours.`;
  return undefined;
}

function payloadOf(
  letter: KnownLetter,
  ours: Ours,
  targets: readonly RuleTarget[] | undefined,
): { readonly kind: 'text'; readonly text: string } | (Redrive & { readonly kind: 'refuse' }) {
  if (letter.kind !== 'rule') return { kind: 'text', text: JSON.stringify(letter.payload) };
  const target = targets?.find(({ arn }) => arn === letter.target);
  if (!target) return refuse(`${letter.from} does not call ${letter.target} any more.`);
  try {
    const origin = { ruleArn: letter.from, ruleName: ruleOf(letter, ours) ?? '' };
    return { kind: 'text', text: targetInput(target, letter.event, origin) };
  } catch (error) {
    return refuse((error as Error).message);
  }
}

/** Functions trust the caller that a gateway names in an event of this shape. */
function looksLikeHttp(payload: string): boolean {
  const { requestContext } = (JSON.parse(payload) ?? {}) as { requestContext?: { http?: unknown } | null };
  return requestContext?.http !== undefined;
}

function refuse(words: string): Redrive & { readonly kind: 'refuse' } {
  return { kind: 'refuse', words };
}
