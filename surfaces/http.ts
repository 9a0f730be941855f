import { type Definition, kebab } from '../functions/operation.ts';
import { inputOf } from './schema/input-of.ts';
import { fieldsOf, typeOf } from './schema/json-schema.ts';

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Name of the operation that answers. */
  readonly operation: string;
}

/** The route of an operation: reads are GET with a query string, all others POST with a JSON body. */
export function routeOf({ name, risk }: Pick<Definition, 'name' | 'risk'>): Route {
  return { method: risk === 'read' ? 'GET' : 'POST', path: `/operations/${kebab(name)}`, operation: name };
}

/**
 * The routes of the HTTP API, one for every operation that it shows.
 * @throws Error for a read with a field that a query string cannot carry
 */
export function routes(catalog: readonly Definition[]): Route[] {
  const shown = catalog.filter(({ surfaces }) => surfaces.includes('http'));
  for (const definition of shown) if (definition.risk === 'read') assertFlat(definition);
  return shown.map(routeOf);
}

function assertFlat(definition: Definition): void {
  for (const [field, schema] of Object.entries(fieldsOf(inputOf(definition))))
    if (typeOf(schema) === 'object')
      throw new Error(`${definition.name} is a read: its field '${field}' cannot be an object.`);
}

/** What an HTTP API answers itself when no route fits; neither the path nor the method is told apart. */
export const NO_ROUTE = {
  statusCode: 404,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message: 'Not Found' }),
} as const;

/** The route of a request, or nothing: the caller answers `NO_ROUTE`. */
export function findRoute(all: readonly Route[], method: string, path: string): Route | undefined {
  return all.find((route) => route.method === method && route.path === path);
}
