import type { Throttle } from './throttle.ts';

/** A route of the API: `{name}` stands for one segment, `{name+}` at the end for all that follow. */
export interface Route {
  /** An HTTP method, or `ANY`. */
  readonly method: string;
  readonly path: string;
  readonly functionName: string;
  /** Without it, nothing is throttled. */
  readonly throttle?: Throttle;
  /** No authoriser is asked. */
  readonly open?: true;
}

export interface RouteMatch {
  readonly route: Route;
  /** Such as `GET /deployments/{id}`. */
  readonly routeKey: string;
  /** Decoded values of the path's variables. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface CompiledRoute {
  readonly route: Route;
  readonly expression: RegExp;
  readonly names: readonly string[];
  readonly rank: string;
}

export type Router = (method: string, path: string) => RouteMatch | undefined;

/** Compiles routes. The most specific one wins: fixed segments before variables, a method before `ANY`. */
export function createRouter(routes: readonly Route[]): Router {
  const compiled = routes.map(compile).sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return (method, path) => {
    for (const { route, expression, names } of compiled) {
      if (route.method !== 'ANY' && route.method !== method) continue;
      const match = expression.exec(path);
      if (!match) continue;
      const values = match.slice(1).map(decoded);
      const pathParameters = Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
      return { route, routeKey: `${route.method} ${route.path}`, pathParameters };
    }
    return undefined;
  };
}

function compile(route: Route): CompiledRoute {
  const segments = route.path.split('/').slice(1);
  const variables = segments.map((segment) => /^\{([^}+]+)(\+?)\}$/.exec(segment));
  const sources = segments.map((segment, index) => {
    const variable = variables[index];
    if (!variable) return segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return variable[2] === '+' ? '(.+)' : '([^/]+)';
  });
  const ranks = variables.map((variable) => (variable ? (variable[2] === '+' ? 'c' : 'b') : 'a'));
  return {
    route,
    expression: new RegExp(`^/${sources.join('/')}$`),
    names: variables.flatMap((variable) => variable?.[1] ?? []),
    rank: `${ranks.join('')}${route.method === 'ANY' ? 'z' : ''}`,
  };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
