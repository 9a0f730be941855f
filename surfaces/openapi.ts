import { ERROR_CODES, type ErrorCode } from '../core/errors.ts';
import { type Definition, requiredRole } from '../functions/operation.ts';
import { routeOf, routes } from './http.ts';
import { ETAG, IDEMPOTENCY_KEY, IF_NONE_MATCH, REQUEST_ID, RETRY_AFTER } from './openapi-headers.ts';
import { statusOf } from './problem-errors.ts';
import { published } from './schema/clean.ts';
import { outputSchema } from './schema/declared.ts';
import { inputOf } from './schema/input-of.ts';
import { fieldsOf, type JsonSchema } from './schema/json-schema.ts';
import { PROBLEM_SCHEMA } from './schema/problem.ts';

type Json = Readonly<Record<string, unknown>>;

const READ_ERRORS: readonly ErrorCode[] = [
  'InvalidInput',
  'Unauthenticated',
  'Forbidden',
  'NotFound',
  'TooManyRequests',
  'Internal',
  'DependencyFailed',
];

const DESCRIPTIONS: Record<ErrorCode, string> = {
  InvalidInput: 'A field is missing, unknown or out of range; `violations` names each one.',
  Unauthenticated: 'The request carries no verified identity.',
  Forbidden: 'The caller has not the role that the operation needs.',
  NotFound: 'No such record.',
  Conflict: 'The state of a record forbids the change; `conflictsWith` names the record.',
  PayloadTooLarge: 'The body is larger than 256 KB.',
  Refused: 'A gate said no.',
  TooManyRequests: 'Too many calls; `Retry-After` says when to come back.',
  Internal: 'The operation failed for a reason it did not foresee.',
  DependencyFailed: 'An AWS call or a gate did not answer, after retries.',
};

/** The OpenAPI 3.1 document of the HTTP API. */
export function openapi(catalog: readonly Definition[], version: string): Json {
  const shown = new Set(routes(catalog).map(({ operation }) => operation));
  const operations = catalog.filter(({ name }) => shown.has(name));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Operate',
      version,
      description: 'A serverless operations agent for AWS.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The HTTP API of the stack, or of the sandbox' }],
    security: [{ sigv4: [] }, { bearer: [] }],
    tags: [...new Set(operations.map(({ noun }) => noun))].map((name) => ({ name })),
    paths: Object.fromEntries(operations.map(pathOf)),
    components: {
      securitySchemes: { sigv4: SIGV4, bearer: BEARER },
      schemas: { Problem: PROBLEM_SCHEMA },
      responses: {
        ...Object.fromEntries(ERROR_CODES.map((code) => [code, problemResponse(code)])),
        NotModified: {
          description: 'The caller has the answer already; no body.',
          headers: { ...REQUEST_ID, ...ETAG },
        },
      },
    },
  };
}

const SIGV4 = {
  type: 'apiKey',
  in: 'header',
  name: 'Authorization',
  description: 'AWS Signature Version 4, service `execute-api`.',
  'x-amazon-apigateway-authtype': 'awsSigv4',
};

const BEARER = {
  type: 'http',
  scheme: 'bearer',
  description: 'A token of an OIDC issuer that the installation takes, or an API key; at the second API.',
};

function pathOf(definition: Definition): [string, Json] {
  const { method, path } = routeOf(definition);
  return [path, { [method.toLowerCase()]: operationOf(definition) }];
}

function operationOf(definition: Definition): Json {
  const { name, noun, summary, risk, output, verifiesCaller, accepts } = definition;
  const input = published(inputOf(definition));
  const read = risk === 'read';
  return {
    operationId: name,
    tags: [noun],
    summary,
    description: `Risk: ${risk}. Needs the role ${requiredRole(definition)}.`,
    ...(read
      ? { parameters: [...queryParameters(input), IF_NONE_MATCH] }
      : { parameters: [IDEMPOTENCY_KEY], requestBody: { required: true, content: json(input) } }),
    ...(verifiesCaller && { security: [] }),
    responses: {
      [accepts ? 202 : 200]: {
        description: accepts ? 'Taken on.' : 'Done.',
        headers: { ...REQUEST_ID, ...(read && ETAG) },
        content: json(published(outputSchema(output))),
      },
      ...(read && { 304: { $ref: '#/components/responses/NotModified' } }),
      ...problemsOf(read ? READ_ERRORS : ERROR_CODES),
    },
  };
}

function queryParameters(input: JsonSchema): Json[] {
  return Object.entries(fieldsOf(input)).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: input.required?.includes(name) ?? false,
    ...(description === undefined ? {} : { description }),
    ...(schema.type === 'array' ? { style: 'form', explode: false } : {}),
    schema,
  }));
}

function problemsOf(codes: readonly ErrorCode[]): Json {
  return Object.fromEntries(
    codes.map((code) => [statusOf(code), { $ref: `#/components/responses/${code}` }]),
  );
}

function problemResponse(code: ErrorCode): Json {
  const type = { properties: { title: { const: code }, status: { const: statusOf(code) } } };
  return {
    description: DESCRIPTIONS[code],
    headers: { ...REQUEST_ID, ...(code === 'TooManyRequests' && RETRY_AFTER) },
    content: {
      'application/problem+json': { schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, type] } },
    },
  };
}

function json(schema: JsonSchema): Json {
  return { 'application/json': { schema } };
}
