import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Colours of the page by name, light and dark. */
const css = readFileSync(new URL('./styles/theme.css', import.meta.url), 'utf8');
const colours = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
  ),
);

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const TONES = ['good', 'bad', 'warn', 'busy', 'plain'];
const TEXT = [
  ...['text', 'quiet', 'accent'].flatMap((name) => ['ground', 'raised'].map((ground) => [name, ground])),
  ['on-accent', 'accent'],
  ...TONES.map((tone) => [tone, `${tone}-ground`]),
] as [string, string][];

const ratio = (name: string, ground: string, theme: 'light' | 'dark') =>
  contrast(colours.get(name)?.[theme] ?? '', colours.get(ground)?.[theme] ?? '');

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(TEXT)('%s is read on %s: 4.5 to 1', (name, ground) => {
    expect(ratio(name, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['line', 'accent'])('%s shows where controls and the focus are: 3 to 1', (name) => {
    for (const ground of ['ground', 'raised']) expect(ratio(name, ground, theme)).toBeGreaterThanOrEqual(3);
  });
});

it('no other style sheet has a colour of its own', () => {
  for (const name of ['layout', 'parts']) {
    const sheet = readFileSync(new URL(`./styles/${name}.css`, import.meta.url), 'utf8');
    expect(sheet.match(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/gi)).toBeNull();
  }
});
