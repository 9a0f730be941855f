import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * What no chart of the page uses of uPlot: the mouse, the legend (the page's own is text beside the canvas), fills,
 * bands, logarithmic scales, dates (the page writes its own labels), series that come and go later. uPlot is one
 * closure, in which a bundler finds nothing unused; so these functions are emptied, and with them goes what they call.
 */
const UNUSED = [
  ...[
    'initCursorPt',
    'updateCursor',
    'cursorMove',
    'cursorPointShow',
    'cursorPointFill',
    'cursorPointStroke',
  ],
  ...[
    'cursorPointSize',
    'mouseMove',
    'mouseDown',
    'mouseUp',
    'mouseLeave',
    'dblClick',
    'cacheMouse',
    'onMouse',
  ],
  ...[
    'offMouse',
    'filtBtn0',
    'filtTarg',
    'hideSelect',
    'setSelH',
    'setSelV',
    'closestIdxFromXpos',
    'pubSync',
  ],
  ...['pub', 'initLegendRow', 'setLegend', 'setLegendValues', 'syncLegend', 'legendStroke', 'legendFill'],
  ...['doFill', 'seriesFillTo', 'clipBandLine', 'addBand', 'delBand', 'setBand', 'logAxisSplits', 'rangeLog'],
  ...['asinhAxisSplits', 'log10AxisValsFilt', 'log2AxisValsFilt', 'rangeAsinh', 'snapLogY', 'snapAsinhY'],
  ...['fmtDate', 'tzDate', 'timeSeriesVal', 'addSeries', 'delSeries', 'setSeries', 'setFocus', 'setAlpha'],
  ...['toggleDOM'],
];
/** Behind it uPlot hangs what it offers to plugins on itself, of which nothing could be left out any more. */
const OFFERED = 'uPlot.assign = assign;';

/** Bundles uPlot without those parts. It fails for a uPlot that has no such function: none is left out in vain. */
export const slimPlot: Plugin = {
  name: 'slim-plot',
  setup({ onLoad }) {
    onLoad({ filter: /uPlot\.esm\.js$/ }, async ({ path }) => ({
      contents: slimmed(await readFile(path, 'utf8')),
      loader: 'js',
    }));
  },
};

function slimmed(source: string): string {
  const end = source.indexOf(OFFERED);
  if (end < 0) throw new Error(`uPlot no longer says '${OFFERED}': see surfaces/page/slim-plot.ts.`);
  return `${UNUSED.reduce(emptied, source.slice(0, end))}\nexport { uPlot as default };\n`;
}

function emptied(source: string, name: string): string {
  const head = new RegExp(`^\\t?function ${name}\\([^)]*\\) \\{`, 'm').exec(source)?.[0];
  if (head === undefined) throw new Error(`uPlot has no function ${name}: see surfaces/page/slim-plot.ts.`);
  return source.replace(head, `${head} return;`);
}
