import { readFileSync } from 'node:fs';
import type { App } from 'aws-cdk-lib';
import { type CostLine, idleCost, type TemplateResource, total } from './idle-cost.ts';
import { type StackSize, tooLarge } from './limits.ts';
import { brokenRunbooks } from './runbooks.ts';

export interface StackReport extends StackSize {
  readonly cost: readonly CostLine[];
}

interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
}

/**
 * Synthesises all stacks and checks what only the whole shows.
 * @param root the project, with the alarms' pages in `docs/alarms/`
 * @throws Error when a stack is too large, has a resource of unknown price, or an alarm has no page
 */
export function synthesise(app: App, root: string): StackReport[] {
  const templates = app.synth().stacks.map(({ stackName, templateFullPath }) => {
    const text = readFileSync(templateFullPath, 'utf8');
    const { Resources = {} } = JSON.parse(text) as Template;
    return { name: stackName, bytes: Buffer.byteLength(text), resources: Object.values(Resources) };
  });
  const reports = templates.map(({ name, bytes, resources }) => ({
    name,
    bytes,
    resources: resources.length,
    cost: idleCost(resources),
  }));
  const alarms = templates.flatMap(({ resources }) => descriptions(resources));
  const wrong = [...reports.flatMap(tooLarge), ...brokenRunbooks(alarms, root)];
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return reports;
}

function descriptions(resources: readonly TemplateResource[]): string[] {
  return resources
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
    .map(({ Properties }) => String(Properties?.['AlarmDescription']));
}

/** One line a stack, and the sum: what the installation costs in a month in which nobody calls. */
export function costLines(reports: readonly StackReport[]): string[] {
  const width = Math.max(...reports.map(({ name }) => name.length));
  const line = (name: string, dollars: number, words: string) =>
    `${name.padEnd(width)}  $${dollars.toFixed(2)} a month idle  ${words}`.trimEnd();
  const lines = reports.map(({ name, cost, resources, bytes }) => {
    const parts = cost.map(({ what, dollars }) => `${what} $${dollars.toFixed(2)}`);
    const size = `${resources} resources, ${Math.ceil(bytes / 1024)} KB`;
    return line(name, total(cost), [size, ...parts].join('; '));
  });
  const sum = reports.reduce((all, { cost }) => all + total(cost), 0);
  return [...lines, line('Together', sum, '')];
}
