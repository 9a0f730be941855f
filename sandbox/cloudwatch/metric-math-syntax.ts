import { validationError } from './refusals.ts';

export type BinaryOperator = '+' | '-' | '*' | '/' | '<' | '<=' | '>' | '>=' | '==' | '!=' | 'AND' | 'OR';

/** A parsed metric math expression. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negate'; readonly operand: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Expression[] }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    };

const TOKEN = /\s*(\d+(?:\.\d+)?|[A-Za-z_][A-Za-z0-9_]*|<=|>=|==|!=|&&|\|\||[-+*/()<>,])/y;
const ALIASES: Readonly<Record<string, string>> = { '&&': 'AND', '||': 'OR' };
/** Operators from the loosest to the tightest binding. */
const LEVELS: readonly (readonly string[])[] = [
  ['OR'],
  ['AND'],
  ['<', '<=', '>', '>=', '==', '!='],
  ['+', '-'],
  ['*', '/'],
];

function tokenise(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let end = 0; text.slice(end).trim() !== ''; end = TOKEN.lastIndex) {
    const match = TOKEN.exec(text);
    if (!match) throw validationError(`Error in expression: cannot read "${text.slice(end).trim()}".`);
    const token = match[1] ?? '';
    tokens.push(ALIASES[token] ?? token);
  }
  return tokens;
}

class Parser {
  readonly #tokens: string[];

  constructor(text: string) {
    this.#tokens = tokenise(text);
  }

  whole(): Expression {
    const expression = this.#binary(0);
    if (this.#tokens.length > 0)
      throw validationError(`Error in expression: unexpected "${this.#tokens[0]}".`);
    return expression;
  }

  #binary(level: number): Expression {
    const operators = LEVELS[level];
    if (!operators) return this.#unary();
    let left = this.#binary(level + 1);
    while (operators.includes(this.#tokens[0] ?? '')) {
      const operator = this.#tokens.shift() as BinaryOperator;
      left = { kind: 'binary', operator, left, right: this.#binary(level + 1) };
    }
    return left;
  }

  #unary(): Expression {
    if (this.#tokens[0] !== '-') return this.#primary();
    this.#tokens.shift();
    return { kind: 'negate', operand: this.#unary() };
  }

  #primary(): Expression {
    const token = this.#tokens.shift();
    if (token === '(') {
      const inner = this.#binary(0);
      this.#expect(')');
      return inner;
    }
    if (token !== undefined && /^\d/.test(token)) return { kind: 'number', value: Number(token) };
    if (token === undefined || !/^\w/.test(token)) {
      throw validationError(
        `Error in expression: expected a value, found ${token ? `"${token}"` : 'the end'}.`,
      );
    }
    return this.#tokens[0] === '(' ? this.#call(token) : { kind: 'name', name: token };
  }

  #call(name: string): Expression {
    const operands: Expression[] = [];
    do {
      this.#tokens.shift();
      if (operands.length === 0 && this.#tokens[0] === ')') break;
      operands.push(this.#binary(0));
    } while (this.#tokens[0] === ',');
    this.#expect(')');
    return { kind: 'call', name, operands };
  }

  #expect(token: string): void {
    const found = this.#tokens.shift();
    if (found !== token) throw validationError(`Error in expression: expected "${token}".`);
  }
}

/** Parses a metric math expression: arithmetic, comparisons, AND, OR and calls. Throws ValidationError. */
export function parseExpression(text: string): Expression {
  return new Parser(text).whole();
}
