/** A line, or a band between two, over time; values that are not known are left out. */
export interface Plot {
  readonly name: string;
  readonly kind: 'line' | 'band' | 'dots';
  readonly colour: string;
  /** Of a band: its lower and its upper edge. */
  readonly points: readonly { readonly at: number; readonly value: number; readonly upper?: number }[];
}

export interface Picture {
  readonly title: string;
  readonly plots: readonly Plot[];
  /** A level that means something, with its name. */
  readonly level?: { readonly value: number; readonly name: string };
  readonly unit: 'percent' | 'number';
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [720, 260, 64, 16, 40, 44];
const GREY = '#777';

/** Draws a picture as SVG, readable on light and on dark. */
export function drawn({ title, plots, level, unit }: Picture): string {
  const all = plots.flatMap(({ points }) => points);
  const times = all.map(({ at }) => at);
  const values = [
    ...all.flatMap(({ value, upper = value }) => [value, upper]),
    ...(level ? [level.value] : []),
  ];
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const [low, high] = [Math.min(0, ...values), Math.max(...values)];
  const x = (at: number) => rounded(LEFT + ((at - from) / Math.max(to - from, 1)) * (WIDTH - LEFT - RIGHT));
  const y = (value: number) =>
    rounded(HEIGHT - BOTTOM - ((value - low) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM));
  const text = (at: readonly [number, number], words: string, more = '') =>
    `<text x="${at[0]}" y="${at[1]}" fill="${GREY}" ${more}>${escaped(words)}</text>`;
  const shown = (value: number) =>
    unit === 'percent' ? `${Number((value * 100).toPrecision(3))}%` : String(Number(value.toPrecision(3)));
  const edge = (value: number) => [
    `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value)}" y2="${y(value)}" stroke="${GREY}" stroke-opacity=".3"/>`,
    text([LEFT - 6, y(value) + 4], shown(value), 'text-anchor="end"'),
  ];
  const body = [
    text([LEFT, 20], title, 'font-size="14"'),
    ...[low, high].flatMap(edge),
    ...(level
      ? [
          `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(level.value)}" y2="${y(level.value)}" stroke="#c33" stroke-dasharray="4"/>`,
          text([WIDTH - RIGHT, y(level.value) - 4], level.name, 'text-anchor="end"'),
        ]
      : []),
    ...plots.map((plot) => mark(plot, x, y)),
    ...[from, to].map((at, end) =>
      text(
        [end === 0 ? LEFT : WIDTH - RIGHT, HEIGHT - BOTTOM + 16],
        new Date(at).toISOString().slice(0, 16).replace('T', ' '),
        end === 0 ? '' : 'text-anchor="end"',
      ),
    ),
    ...plots.map(
      ({ name, colour }, index) =>
        `<text x="${LEFT + index * 170}" y="${HEIGHT - 8}" fill="${colour}">${escaped(name)}</text>`,
    ),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="12">\n<title>${escaped(title)}</title>\n${body.join('\n')}\n</svg>\n`;
}

type Scale = (value: number) => number;

function mark({ kind, colour, points }: Plot, x: Scale, y: Scale): string {
  const along = points.map(({ at, value }) => `${x(at)},${y(value)}`);
  if (kind === 'line')
    return `<polyline points="${along.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`;
  if (kind === 'dots')
    return points
      .map(({ at, value }) => `<circle cx="${x(at)}" cy="${y(value)}" r="4" fill="${colour}"/>`)
      .join('');
  const back = points.toReversed().map(({ at, value, upper = value }) => `${x(at)},${y(upper)}`);
  return `<polygon points="${[...along, ...back].join(' ')}" fill="${colour}" fill-opacity=".25"/>`;
}

function rounded(value: number): number {
  return Number(value.toFixed(1));
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
