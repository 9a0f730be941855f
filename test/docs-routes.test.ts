import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalog } from '../functions/catalog.ts';
import { findRoute, routes } from '../surfaces/http.ts';
import { ROOT } from './architecture/source-files.ts';

const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: ROOT }).sort()];
/** `POST /path`, and what a command sends to `$OPERATE_ENDPOINT`; a path with a placeholder names no route. */
const ADDRESS = /(?:(GET|POST) |\$OPERATE_ENDPOINT)(\/[a-z][a-z/-]*[a-z])(?![a-z<{])/g;
const named = pages.flatMap((page) =>
  [...readFileSync(`${ROOT}${page}`, 'utf8').matchAll(ADDRESS)].map(
    ([, method = 'POST', path = '']) => [page, method, path] as const,
  ),
);

describe('a route that the pages name', () => {
  it.each(named)('%s: %s %s', (_page, method, path) => {
    expect(findRoute(routes(catalog), method, path)).toBeDefined();
  });

  it('there is one', () => {
    expect(named.length).toBeGreaterThanOrEqual(2);
  });
});
