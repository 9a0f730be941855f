import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import { parseSelector, select } from './json-selector.ts';
import { invalidParameter } from './refusals.ts';

/** Decides on a parsed JSON line. */
type Predicate = (document: unknown) => boolean;

const TOKEN =
  /\s*("(?:[^"\\]|\\.)*"|&&|\|\||<=|>=|!=|[=<>()]|\$(?:\.\['[^']+'\]|[^\s=<>!()&|])*|[^\s=<>!()&|"]+)/y;
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const OPERATORS: readonly string[] = ['=', '!=', '<', '<=', '>', '>='];

function refused(pattern: string): Error {
  return invalidParameter(`Invalid filter pattern: ${pattern}`);
}

function tokenise(body: string, pattern: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let end = 0; body.slice(end).trim() !== ''; end = TOKEN.lastIndex) {
    const match = TOKEN.exec(body);
    if (!match) throw refused(pattern);
    tokens.push(match[1] ?? '');
  }
  return tokens;
}

function compareNumbers(operator: string, left: number, right: number): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}

/** Text in which `*` stands for anything. */
function wildcard(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

/** Compares value nodes only: an array, an object, null or a boolean matches neither `=` nor `!=`. */
function comparison(operator: string, operand: string): (value: unknown) => boolean {
  const quoted = operand.startsWith('"');
  const text = quoted ? operand.slice(1, -1).replaceAll(/\\(.)/g, '$1') : operand;
  const expected = !quoted && NUMBER.test(text) ? Number(text) : undefined;
  const matching = wildcard(text);
  return (value) => {
    if (typeof value === 'number' && expected !== undefined) return compareNumbers(operator, value, expected);
    if (typeof value !== 'string' && typeof value !== 'number') return false;
    if (operator === '=') return matching.test(String(value));
    return operator === '!=' && !matching.test(String(value));
  };
}

class Parser {
  readonly #tokens: string[];
  readonly #pattern: string;

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.#tokens = tokenise(pattern.trim().slice(1, -1), pattern);
  }

  whole(): Predicate {
    const predicate = this.#or();
    if (this.#tokens.length > 0) throw refused(this.#pattern);
    return predicate;
  }

  #or(): Predicate {
    const alternatives = [this.#and()];
    while (this.#take('||')) alternatives.push(this.#and());
    return (document) => alternatives.some((holds) => holds(document));
  }

  #and(): Predicate {
    const conditions = [this.#condition()];
    while (this.#take('&&')) conditions.push(this.#condition());
    return (document) => conditions.every((holds) => holds(document));
  }

  #condition(): Predicate {
    if (this.#take('(')) {
      const inner = this.#or();
      if (!this.#take(')')) throw refused(this.#pattern);
      return inner;
    }
    const steps = parseSelector(this.#next());
    if (!steps) throw refused(this.#pattern);
    if (this.#take('NOT')) {
      if (!this.#take('EXISTS')) throw refused(this.#pattern);
      return (document) => select(document, steps).length === 0;
    }
    const holds = this.#take('IS') ? this.#is() : this.#compare();
    return (document) => select(document, steps).some(holds);
  }

  #is(): (value: unknown) => boolean {
    const wanted = { NULL: null, TRUE: true, FALSE: false }[this.#next()];
    if (wanted === undefined) throw refused(this.#pattern);
    return (value) => value === wanted;
  }

  #compare(): (value: unknown) => boolean {
    const operator = this.#next();
    const operand = this.#next();
    if (!OPERATORS.includes(operator) || operand === '') throw refused(this.#pattern);
    if (operand.startsWith('%')) {
      throw new SandboxNotImplemented(
        'regular expressions in filter patterns',
        'sandbox/logs/json-pattern.ts',
      );
    }
    return comparison(operator, operand);
  }

  #take(token: string): boolean {
    if (this.#tokens[0] !== token) return false;
    this.#tokens.shift();
    return true;
  }

  #next(): string {
    return this.#tokens.shift() ?? '';
  }
}

/**
 * A pattern such as `{ $.level = "ERROR" && $.latency > 500 }`; lines that are not JSON never match.
 * Throws InvalidParameterException for a malformed pattern.
 */
export function jsonPattern(pattern: string): (message: string) => boolean {
  const holds = new Parser(pattern).whole();
  return (message) => {
    try {
      return holds(JSON.parse(message));
    } catch {
      return false;
    }
  };
}
