import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROOT } from './architecture/source-files.ts';
import { drawn } from './pictures/chart.ts';
import { PICTURES } from './pictures/runs.ts';

const LONG_MS = 60_000;
const LARGEST = 20_000;
const names = Object.keys(PICTURES) as (keyof typeof PICTURES)[];
const kept = (name: string) => readFileSync(`${ROOT}docs/pictures/${name}.svg`, 'utf8');

/** The picture without its numbers, and without how many points it has. */
function shapeOf(svg: string): string {
  return svg
    .replaceAll(/-?\d+(\.\d+)?/g, '#')
    .replaceAll(/(#,# ?)+/g, '#')
    .replaceAll(/(<circle [^>]*>)+/g, '<circle>');
}

/** Names of elements that are opened and not closed again, or closed and not open. */
function unbalanced(xml: string): string[] {
  const open: string[] = [];
  for (const [, end, name = '', own] of xml.matchAll(/<(\/?)([a-z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (own) continue;
    if (!end) open.push(name);
    else if (open.at(-1) === name) open.pop();
    else return [name];
  }
  return open;
}

describe('the pictures of the pages', () => {
  it.each(names)('%s is small, and well-formed', (name) => {
    expect(statSync(`${ROOT}docs/pictures/${name}.svg`).size).toBeLessThan(LARGEST);
    const svg = kept(name);
    expect(unbalanced(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg.replaceAll(/<[^<>]*>/g, '')).not.toMatch(/[<>]/);
  });

  it.each(names)(
    '%s is what a run draws today, but for its numbers (`npm run pictures` draws it anew)',
    async (name) => {
      expect(shapeOf(kept(name))).toBe(shapeOf(drawn(await PICTURES[name]())));
    },
    LONG_MS,
  );

  it('would be seen to be out of shape', () => {
    expect(unbalanced('<svg><g></svg>')).toEqual(['svg']);
    expect(unbalanced('<svg><line x1="1"/><text>a</text></svg>')).toEqual([]);
    expect(shapeOf('<polyline points="1,2 3,4"/>')).toBe(shapeOf('<polyline points="5.5,6"/>'));
    expect(shapeOf('<text>a</text>')).not.toBe(shapeOf('<text>b</text>'));
  });
});
