import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlePage } from './bundle.ts';
import { PAGE_FILES } from './files.ts';

const MOST_BYTES = 40_000;
const folder = mkdtempSync(join(tmpdir(), 'page-'));
const text = (name: string) => readFileSync(join(folder, name), 'utf8');

beforeAll(() => bundlePage(fileURLToPath(new URL('../../web', import.meta.url)), folder));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the built page', () => {
  it('is at most 40 KB on its way, with everything in it', () => {
    const sizes = PAGE_FILES.map((name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('has no inline script, style or handler, and loads from nowhere else', () => {
    const html = text('index.html');
    expect(html.match(/<script(?![^>]* src="\/)[^>]*>|<style|\son[a-z]+=|\sstyle=|https?:/g)).toBeNull();
    expect(text('main.js')).not.toMatch(/dangerouslySetInnerHTML:|\beval\(|new Function\(/);
  });

  it('carries nothing of the functions, not even their names where it does not call them', () => {
    expect(text('main.js')).not.toMatch(/zod|dynamodb|set_alerting/i);
  });
});
