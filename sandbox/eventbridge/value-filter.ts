import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { compileNumericRange } from './numeric-range.ts';
import { compileWildcard } from './wildcard.ts';

export type Leaf = string | number | boolean | null;
export type LeafTest = (value: Leaf) => boolean;

/** One member of a pattern's list: a test of a value, or whether the field is there at all. */
export type ValueFilter =
  | { readonly kind: 'value'; readonly test: LeafTest }
  | { readonly kind: 'exists'; readonly expected: boolean };

export function isLeaf(value: unknown): value is Leaf {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** Compiles one member of a field's list, such as `"running"` or `{"prefix": "v1."}`. RangeError when malformed. */
export function compileValueFilter(member: unknown): ValueFilter {
  if (isLeaf(member)) return { kind: 'value', test: (value) => value === member };
  const [operator, operand] = onlyEntry(member);
  if (operator === 'exists') {
    if (typeof operand !== 'boolean')
      throw new RangeError('exists match pattern must be either true or false.');
    return { kind: 'exists', expected: operand };
  }
  if (operator === 'anything-but') return { kind: 'value', test: not(compileExcluded(operand)) };
  return { kind: 'value', test: compileOperator(operator, operand) };
}

function compileOperator(operator: string, operand: unknown): LeafTest {
  switch (operator) {
    case 'prefix':
      return compileAffix(operand, (text, affix) => text.startsWith(affix));
    case 'suffix':
      return compileAffix(operand, (text, affix) => text.endsWith(affix));
    case 'equals-ignore-case': {
      const expected = textOperand(operator, operand).toLowerCase();
      return onText((text) => text.toLowerCase() === expected);
    }
    case 'wildcard':
      return onText(compileWildcard(textOperand(operator, operand)));
    case 'numeric': {
      const inRange = compileNumericRange(operand);
      return (value) => typeof value === 'number' && inRange(value);
    }
    case 'cidr':
      return compileAddressBlock(textOperand(operator, operand));
    default:
      throw new RangeError(`Unrecognized match type ${operator}`);
  }
}

const OPERATORS_WITHIN_ANYTHING_BUT = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'];

function compileExcluded(operand: unknown): LeafTest {
  if (isLeaf(operand)) return (value) => value === operand;
  if (Array.isArray(operand)) {
    const excluded = new Set<unknown>(operand);
    const ofOneType =
      operand.every((one) => typeof one === 'string') || operand.every((one) => typeof one === 'number');
    if (!ofOneType || excluded.size === 0)
      throw new RangeError(
        'Inside anything but list, either all values are number or string, mixed type is not supported',
      );
    return (value) => excluded.has(value);
  }
  const [operator, inner] = onlyEntry(operand);
  if (!OPERATORS_WITHIN_ANYTHING_BUT.includes(operator))
    throw new RangeError(`Unsupported anything-but pattern: ${operator}`);
  const tests = (Array.isArray(inner) ? inner : [inner]).map((one: unknown) =>
    compileOperator(operator, one),
  );
  return (value) => tests.some((test) => test(value));
}

function compileAffix(operand: unknown, has: (text: string, affix: string) => boolean): LeafTest {
  if (typeof operand === 'string') return onText((text) => has(text, operand));
  const [operator, inner] = onlyEntry(operand);
  if (operator !== 'equals-ignore-case')
    throw new RangeError(`Unsupported prefix or suffix pattern: ${operator}`);
  const affix = textOperand(operator, inner).toLowerCase();
  return onText((text) => has(text.toLowerCase(), affix));
}

function compileAddressBlock(block: string): LeafTest {
  const [address = '', length = ''] = block.split('/');
  if (!(isIPv4(address) || isIPv6(address)) || !/^\d+$/.test(length))
    throw new RangeError(`Malformed CIDR: ${block}`);
  const list = new BlockList();
  list.addSubnet(address, Number(length), isIPv4(address) ? 'ipv4' : 'ipv6');
  return onText((text) => list.check(text, isIPv4(text) ? 'ipv4' : 'ipv6'));
}

function onText(test: (text: string) => boolean): LeafTest {
  return (value) => typeof value === 'string' && test(value);
}

function not(test: LeafTest): LeafTest {
  return (value) => !test(value);
}

function textOperand(operator: string, operand: unknown): string {
  if (typeof operand !== 'string') throw new RangeError(`${operator} match pattern must be a string`);
  return operand;
}

function onlyEntry(member: unknown): readonly [string, unknown] {
  const entries = typeof member === 'object' && member !== null ? Object.entries(member) : [];
  const [entry] = entries;
  if (!entry || entries.length > 1 || Array.isArray(member))
    throw new RangeError('Only one key allowed in match expression');
  return entry;
}
