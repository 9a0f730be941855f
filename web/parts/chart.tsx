import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { theme } from '../theme.ts';

export interface Curve {
  readonly label: string;
  /** One for each moment; null where nothing was measured. */
  readonly values: readonly (number | null)[];
  readonly dashed?: boolean;
}

interface ChartProps {
  readonly title: string;
  /** Seconds since the epoch, rising. */
  readonly moments: readonly number[];
  readonly curves: readonly Curve[];
}

const HEIGHT = 200;
const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
/** Seconds between labels: whole minutes, hours and days. */
const STEPS = [60, 300, 900, 3_600, 10_800, 21_600, 43_200, 86_400];

/** Curves over time. What they show stands in words or in a table beside them. */
export function Chart({ title, moments, curves }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>();
  const data = [moments, ...curves.map(({ values }) => values)] as uPlot.AlignedData;
  const shape = curves.map(({ label }) => label).join();
  useEffect(() => {
    const { current: element } = place;
    if (element === null) return;
    const made = new uPlot(options(element, curves), data, element);
    plot.current = made;
    const fit = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }));
    fit.observe(element);
    const redraw = () => made.redraw(false);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', redraw);
    const end = effect(() => {
      if (theme.value) redraw();
    });
    return () => {
      end();
      dark.removeEventListener('change', redraw);
      fit.disconnect();
      made.destroy();
    };
  }, [shape]);
  useEffect(() => plot.current?.setData(data), [JSON.stringify(data)]);
  return (
    <figure>
      <figcaption>
        {title}
        {curves.map(({ label, dashed }, index) => (
          <span key={label} class={`curve s${index}${dashed ? ' dashed' : ''}`}>
            {label}
          </span>
        ))}
      </figcaption>
      <div ref={place} role="img" aria-label={`${title}: ${curves.map(lastOf).join(', ')}`} />
    </figure>
  );
}

function lastOf({ label, values }: Curve): string {
  return `${label} ${values.at(-1) ?? 'no data'}`;
}

/** Canvas knows no style sheet: colours are those of the legend's words. */
function options(element: HTMLElement, curves: readonly Curve[]): uPlot.Options {
  const colour = (selector: string) => () => {
    const found = element.parentElement?.querySelector(selector);
    return found ? getComputedStyle(found).color : '';
  };
  const axis = { stroke: colour('figcaption'), grid: { show: false }, ticks: { size: 4 } };
  const values = (_: uPlot, splits: number[]) => splits.map((second) => TIME.format(second * 1_000));
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false } },
    axes: [
      { ...axis, incrs: STEPS, values },
      { ...axis, size: 56 },
    ],
    series: [
      {},
      ...curves.map(({ dashed }, index) => ({
        stroke: colour(`.s${index}`),
        width: 2,
        ...(dashed && { dash: [6, 4] }),
      })),
    ],
  };
}
