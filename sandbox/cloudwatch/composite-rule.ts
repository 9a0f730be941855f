import type { StateValue } from '@aws-sdk/client-cloudwatch';
import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import { validationError } from './refusals.ts';

/** A parsed rule of a composite alarm. */
export type CompositeRule =
  | { readonly kind: 'literal'; readonly value: boolean }
  | { readonly kind: 'state'; readonly alarm: string; readonly state: StateValue }
  | { readonly kind: 'not'; readonly operand: CompositeRule }
  | { readonly kind: 'and' | 'or'; readonly left: CompositeRule; readonly right: CompositeRule };

const TOKEN = /\s*("(?:[^"\\]|\\.)*"|[()]|[^\s()"]+)/y;
const STATES: readonly string[] = ['ALARM', 'OK', 'INSUFFICIENT_DATA'] satisfies StateValue[];

const refused = (problem: string): Error =>
  validationError(`AlarmRule must be a valid rule expression: ${problem}.`);

function tokenise(rule: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let end = 0; rule.slice(end).trim() !== ''; end = TOKEN.lastIndex) {
    const match = TOKEN.exec(rule);
    if (!match) throw refused(`cannot read ${rule.slice(end).trim()}`);
    tokens.push(match[1] ?? '');
  }
  return tokens;
}

/** An alarm is named by its name or its ARN, quoted or not. */
function alarmName(token: string): string {
  const text = token.startsWith('"') ? token.slice(1, -1).replaceAll(/\\(.)/g, '$1') : token;
  return text.startsWith('arn:') ? text.slice(text.indexOf(':alarm:') + ':alarm:'.length) : text;
}

class Parser {
  readonly #tokens: string[];

  constructor(rule: string) {
    this.#tokens = tokenise(rule);
  }

  whole(): CompositeRule {
    const rule = this.#joined('or');
    if (this.#tokens.length > 0) throw refused(`unexpected ${this.#tokens[0]}`);
    return rule;
  }

  #joined(kind: 'and' | 'or'): CompositeRule {
    const next = (): CompositeRule => (kind === 'or' ? this.#joined('and') : this.#unary());
    let left = next();
    while (this.#tokens[0] === kind.toUpperCase()) {
      this.#tokens.shift();
      left = { kind, left, right: next() };
    }
    return left;
  }

  #unary(): CompositeRule {
    const token = this.#tokens.shift();
    if (token === 'NOT') return { kind: 'not', operand: this.#unary() };
    if (token === 'TRUE' || token === 'FALSE') return { kind: 'literal', value: token === 'TRUE' };
    if (token === 'AT_LEAST') {
      throw new SandboxNotImplemented('AT_LEAST in alarm rules', 'sandbox/cloudwatch/composite-rule.ts');
    }
    if (token === '(') {
      const inner = this.#joined('or');
      this.#expect(')');
      return inner;
    }
    if (token === undefined || !STATES.includes(token)) throw refused(`unexpected ${token ?? 'end'}`);
    this.#expect('(');
    const alarm = alarmName(this.#tokens.shift() ?? '');
    this.#expect(')');
    return { kind: 'state', alarm, state: token as StateValue };
  }

  #expect(token: string): void {
    if (this.#tokens.shift() !== token) throw refused(`expected ${token}`);
  }
}

/** Parses a rule of ALARM(), OK(), INSUFFICIENT_DATA(), TRUE, FALSE, NOT, AND, OR. Throws ValidationError. */
export function parseCompositeRule(rule: string): CompositeRule {
  return new Parser(rule).whole();
}

/** Whether a rule holds, given the state of each alarm it names. */
export function holds(rule: CompositeRule, stateOf: (alarm: string) => StateValue | undefined): boolean {
  switch (rule.kind) {
    case 'literal':
      return rule.value;
    case 'state':
      return stateOf(rule.alarm) === rule.state;
    case 'not':
      return !holds(rule.operand, stateOf);
    case 'and':
      return holds(rule.left, stateOf) && holds(rule.right, stateOf);
    case 'or':
      return holds(rule.left, stateOf) || holds(rule.right, stateOf);
  }
}

/** The names of the alarms that a rule looks at. */
export function alarmsOf(rule: CompositeRule): readonly string[] {
  switch (rule.kind) {
    case 'literal':
      return [];
    case 'state':
      return [rule.alarm];
    case 'not':
      return alarmsOf(rule.operand);
    default:
      return [...new Set([...alarmsOf(rule.left), ...alarmsOf(rule.right)])];
  }
}
