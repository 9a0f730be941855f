import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { PAGE_FILES } from '../../surfaces/page/files.ts';
import { makeSite } from './site.ts';

const folder = mkdtempSync(join(tmpdir(), 'site-'));
for (const name of PAGE_FILES) writeFileSync(join(folder, name), name);
afterAll(() => rmSync(folder, { recursive: true }));

const config = {
  issuer: 'http://127.0.0.1:8788',
  clientId: 'page',
  scope: 'openid',
  token: 'id_token',
} as const;
const site = makeSite(folder, config);

it('serves the page and its configuration, and nothing else', () => {
  expect(String(site('/')?.body)).toBe('index.html');
  expect(JSON.parse(String(site('/config.json')?.body))).toEqual(config);
  for (const path of ['/package.json', '/../package.json', '/main.ts', '/constructor'])
    expect(site(path)).toBeUndefined();
});

it('lets a browser run only what is its own, and call only itself and the issuer', () => {
  const { headers = {} } = site('/main.js') ?? {};
  expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("connect-src 'self' http://127.0.0.1:8788;");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain('unsafe');
  expect(headers['x-content-type-options']).toBe('nosniff');
});
