import type { Violation } from '../core/errors.ts';
import type { Risk, Role, Surface } from './operation.ts';

/** An error as the precompiled JSON Schema validators report it (ajv's shape, the part that is read). */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  readonly schema?: unknown;
}

/** A precompiled validator: fills defaults in place, answers whether the value fits, leaves `errors` behind. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** What the serve chain knows of an operation; generated from its definition at build, free of zod. */
export interface Contract {
  readonly name: string;
  readonly risk: Risk;
  readonly role: Role;
  readonly surfaces: readonly Surface[];
  /** JSON type of each top-level input field, to read query strings. */
  readonly fieldTypes: Readonly<Record<string, string>>;
  readonly validate: Validator;
  /** Its handler says who calls; the gateway does not. */
  readonly verifiesCaller?: true;
  /** The gateway asks it who bears a credential. */
  readonly authoriser?: true;
  /** Answered with status 202. */
  readonly accepts?: true;
  /** A queue hands it batches of messages. */
  readonly batches?: true;
}

const ALLOWED: Record<string, (params: SchemaError['params']) => string> = {
  type: ({ type }) => `a value of type ${String(type)}`,
  enum: ({ allowedValues }) => `one of ${(allowedValues as unknown[]).map(String).join(', ')}`,
  const: ({ allowedValue }) => String(allowedValue),
  required: () => 'a value, since the field is required',
  additionalProperties: () => 'no field of this name',
  pattern: ({ pattern }) => `text that matches ${String(pattern)}`,
  minLength: ({ limit }) => `at least ${String(limit)} characters`,
  maxLength: ({ limit }) => `at most ${String(limit)} characters`,
  minItems: ({ limit }) => `at least ${String(limit)} items`,
  maxItems: ({ limit }) => `at most ${String(limit)} items`,
  minimum: ({ limit }) => `at least ${String(limit)}`,
  maximum: ({ limit }) => `at most ${String(limit)}`,
  exclusiveMinimum: ({ limit }) => `more than ${String(limit)}`,
  exclusiveMaximum: ({ limit }) => `less than ${String(limit)}`,
  oneOf: () => 'exactly one of the documented forms',
  anyOf: () => 'one of the documented forms',
};

/** Where the validator's own words are no help. */
const PROBLEMS: Readonly<Record<string, string>> = {
  additionalProperties: 'is not a known field',
  required: 'is missing',
};

/** A validator's errors as violations: the field as a dotted path, what was wrong, what is allowed. */
export function violationsOf(errors: readonly SchemaError[]): Violation[] {
  const seen = new Map<string, Violation>();
  for (const { instancePath, keyword, params, message } of errors) {
    const inner = params['missingProperty'] ?? params['additionalProperty'];
    const path = [...instancePath.split('/').slice(1), ...(inner === undefined ? [] : [String(inner)])];
    const field = path.join('.') || 'input';
    const allowed = ALLOWED[keyword]?.(params) ?? message ?? 'a value that fits the schema';
    const problem = PROBLEMS[keyword] ?? message ?? 'does not fit';
    if (!seen.has(field)) seen.set(field, { field, problem, allowed });
  }
  return [...seen.values()];
}
