import { InvalidInput, PayloadTooLarge, type Violation } from '../../core/errors.ts';
import { type Contract, violationsOf } from '../contract.ts';
import { type HttpEvent, isHttp } from './event.ts';

const BODY_LIMIT = 262_144;
const IDEMPOTENCY_KEY = /^[A-Za-z0-9._:/-]{1,128}$/;

/**
 * The input of a call, checked against its contract, with defaults filled in.
 * @throws PayloadTooLarge above 256 KB, InvalidInput with every violation
 */
export function parseInput(event: unknown, contract: Contract): Record<string, unknown> {
  const raw = isHttp(event) ? fromHttp(event, contract) : event;
  const input: unknown = structuredClone(raw ?? {});
  const violations = controlCharacters(input, '');
  if (violations.length === 0 && !contract.validate(input))
    violations.push(...violationsOf(contract.validate.errors ?? []));
  if (violations.length > 0) throw new InvalidInput(sentence(contract.name, violations), { violations });
  return input as Record<string, unknown>;
}

/** The idempotency key of a change, if the caller sent one. */
export function idempotencyKey(event: unknown, contract: Contract): string | undefined {
  if (!isHttp(event) || contract.risk === 'read') return undefined;
  const key = event.headers?.['idempotency-key'];
  if (key === undefined || IDEMPOTENCY_KEY.test(key)) return key;
  const violation = {
    field: 'Idempotency-Key',
    problem: 'is not a valid key',
    allowed: '1 to 128 letters, digits and . _ : / -',
  };
  throw new InvalidInput('The header Idempotency-Key is not valid.', { violations: [violation] });
}

function fromHttp(event: HttpEvent, contract: Contract): unknown {
  if (event.requestContext.http.method === 'GET') return fromQuery(event, contract);
  const body = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : event.body;
  if (Buffer.byteLength(body ?? '') > BODY_LIMIT)
    throw new PayloadTooLarge(`The body is larger than ${BODY_LIMIT} bytes.`);
  try {
    const value: unknown = JSON.parse(body || '{}');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Falls through to the same answer as JSON that is no object.
  }
  const violation = { field: 'body', problem: 'is not a JSON object', allowed: 'a JSON object in UTF-8' };
  throw new InvalidInput('The body is not a JSON object.', { violations: [violation] });
}

function fromQuery({ queryStringParameters = {} }: HttpEvent, contract: Contract): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(queryStringParameters).map(([name, text = '']) => [
      name,
      typed(text, contract.fieldTypes[name]),
    ]),
  );
}

/** Text of a query string as the field's type; what does not convert stays text for the validator to refuse. */
function typed(text: string, type: string | undefined): unknown {
  if ((type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (type === 'array') return text === '' ? [] : text.split(',');
  return text;
}

function controlCharacters(value: unknown, path: string): Violation[] {
  if (typeof value === 'string') {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
    if (!/[\u0000-\u0008\u000b-\u001f\u007f]/.test(value)) return [];
    return [{ field: path || 'input', problem: 'contains control characters', allowed: 'printable text' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
    ...(/[\u0000-\u001f\u007f]/.test(key) ? controlCharacters(key, path || 'input') : []),
    ...controlCharacters(item, path ? `${path}.${key}` : key),
  ]);
}

function sentence(name: string, violations: readonly Violation[]): string {
  const first = violations[0];
  if (!first) return `The input of ${name} is not valid.`;
  const rest = violations.length > 1 ? ` (and ${violations.length - 1} more)` : '';
  return `${first.field} ${first.problem}; allowed: ${first.allowed}${rest}.`;
}
