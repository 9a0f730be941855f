import { InvalidInput, PayloadTooLarge, type Violation } from '../../core/errors.ts';
import { type Contract, violationsOf } from '../contract.ts';
import { type HttpEvent, isHttp, isQuestion } from './event.ts';
import { illegible } from './legible.ts';
import { batchInput, isBatch } from './queue-event.ts';

const BODY_LIMIT = 262_144;
/** Violations told at most, and how much of a field's name: an answer must not grow with what a caller made up. */
const MOST_VIOLATIONS = 50;
const FIELD_LIMIT = 128;
const IDEMPOTENCY_KEY = /^[A-Za-z0-9._:/-]{1,128}$/;

/**
 * The input of a call, checked against its contract, with defaults filled in. Only what comes through a door has
 * to be legible as well: a step that records a failure must not refuse the words it failed with, and what a program
 * delivers is cleaned by the operation that takes it.
 * @throws PayloadTooLarge above 256 KB, InvalidInput with the violations
 */
export function parseInput(event: unknown, contract: Contract): Record<string, unknown> {
  if (isHttp(event)) refuseCondition(event);
  const raw = rawInput(event, contract) ?? {};
  if (isHttp(event) && !contract.verifiesCaller) refuse(contract, illegible(raw));
  const input: unknown = structuredClone(raw);
  if (!contract.validate(input)) refuse(contract, violationsOf(contract.validate.errors ?? []));
  return input as Record<string, unknown>;
}

/** A condition that nobody checks would be worse than none: what is approved is bound to its plan instead. */
function refuseCondition({ headers = {} }: HttpEvent): void {
  for (const name of ['if-match', 'if-unmodified-since'])
    if (headers[name] !== undefined) {
      const violation = {
        field: name,
        problem: 'is not checked here',
        allowed: 'planHash, or Idempotency-Key',
      };
      throw new InvalidInput(`The header ${name} is not checked here.`, { violations: [violation] });
    }
}

function rawInput(event: unknown, contract: Contract): unknown {
  if (isHttp(event)) return fromHttp(event, contract);
  if (contract.authoriser && isQuestion(event)) return { authorization: event.identitySource[0] ?? '' };
  return contract.batches && isBatch(event) ? batchInput(event) : event;
}

function refuse({ name }: Contract, all: readonly Violation[]): void {
  if (all.length === 0) return;
  const violations = all
    .slice(0, MOST_VIOLATIONS)
    .map((violation) => ({ ...violation, field: abridged(violation.field) }));
  throw new InvalidInput(sentence(name, violations, all.length), { violations });
}

function abridged(field: string): string {
  return field.length <= FIELD_LIMIT ? field : `${field.slice(0, FIELD_LIMIT)}...`;
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
    throw new PayloadTooLarge(`The body is larger than ${BODY_LIMIT} bytes.`, {
      violations: [{ field: 'body', problem: 'is too large', allowed: `at most ${BODY_LIMIT} bytes` }],
    });
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

function sentence(name: string, [first]: readonly Violation[], count: number): string {
  if (!first) return `The input of ${name} is not valid.`;
  const rest = count > 1 ? ` (and ${count - 1} more)` : '';
  return `${first.field} ${first.problem}; allowed: ${first.allowed}${rest}.`;
}
