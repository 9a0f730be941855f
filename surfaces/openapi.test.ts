import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, NotFound } from '../core/errors.ts';
import { problem } from '../functions/serve/problem.ts';
import { HOUSES } from './example/operations.ts';
import { openapi } from './openapi.ts';

interface Operation {
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<string, { readonly $ref?: string }>;
}

const document = openapi(HOUSES, '1.2.3');
const paths = document['paths'] as Record<string, Record<string, Operation>>;

describe('the OpenAPI document', () => {
  it('shows the operations that have the http surface, and no other', () => {
    expect(Object.entries(paths).map(([path, methods]) => [path, Object.keys(methods)])).toEqual([
      ['/operations/paint-house', ['post']],
      ['/operations/list-houses', ['get']],
    ]);
  });

  it('tells reads by query parameters', () => {
    const read = paths['/operations/list-houses']?.['get'];
    expect(read?.requestBody).toBeUndefined();
    expect(read?.parameters).toEqual([
      expect.objectContaining({ name: 'limit', in: 'query', required: false }),
      expect.objectContaining({ name: 'colours', style: 'form', explode: false }),
      expect.objectContaining({ name: 'painted', schema: { type: 'boolean' } }),
      expect.objectContaining({ name: 'If-None-Match', in: 'header', required: false }),
    ]);
  });

  it('tells changes by body, idempotency key and every error', () => {
    const change = paths['/operations/paint-house']?.['post'];
    expect(change?.parameters.map(({ name }) => name)).toEqual(['Idempotency-Key']);
    expect(Object.values(change?.responses ?? {}).map(({ $ref }) => $ref)).toEqual([
      undefined,
      ...ERROR_CODES.map((code) => `#/components/responses/${code}`),
    ]);
  });

  it('has only references that lead somewhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)];
    const lost = references.filter(([, path = '']) => {
      const found = path
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document);
      return found === undefined;
    });
    expect(references.length).toBeGreaterThan(0);
    expect(lost).toEqual([]);
  });

  it('has schemas that a validator of its dialect takes', () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false });
    const bodies = Object.values(paths)
      .flatMap((path) => Object.values(path))
      .map(({ requestBody }) => requestBody);
    for (const body of bodies)
      if (body) expect(ajv.validateSchema(body.content['application/json']?.schema ?? {})).toBe(true);
  });

  it('describes the problem documents that the chain answers', () => {
    const ajv = new Ajv2020({ validateFormats: false });
    const components = document['components'] as { schemas: { Problem: object } };
    const told = JSON.parse(problem(new NotFound('No such house.'), 'r-1').body);
    expect(ajv.validate(components.schemas.Problem, told)).toBe(true);
  });
});
