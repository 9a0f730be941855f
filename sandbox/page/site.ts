import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { originsOf, type PageConfig } from '../../surfaces/page/config.ts';
import { PAGE_FILES } from '../../surfaces/page/files.ts';
import { contentSecurityPolicy, PAGE_HEADERS } from '../../surfaces/page/headers.ts';
import type { HttpAnswer } from '../http-api/http-response.ts';

/** What is served at a path, if anything is. */
export type Site = (path: string) => HttpAnswer | undefined;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/**
 * The built page with its configuration, under the headers that CloudFront sends on AWS.
 * @param folder of the built page
 */
export function makeSite(folder: string, config: PageConfig): Site {
  const headers = {
    ...PAGE_HEADERS,
    'content-security-policy': contentSecurityPolicy(originsOf(config)),
    'cache-control': 'no-cache',
  };
  const answer = (name: string, body: Buffer): HttpAnswer => ({
    statusCode: 200,
    headers: { ...headers, 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' },
    body,
  });
  const files = new Map(
    PAGE_FILES.map((name) => [`/${name}`, answer(name, readFileSync(join(folder, name)))]),
  );
  files.set('/config.json', answer('config.json', Buffer.from(JSON.stringify(config))));
  return (path) => files.get(path === '/' ? '/index.html' : path);
}
