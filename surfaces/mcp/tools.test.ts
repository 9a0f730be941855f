import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../functions/catalog.ts';
import { kebab } from '../../functions/operation.ts';
import { makeManifest } from '../../lib/manifest/manifest.ts';
import { HOUSES } from '../example/operations.ts';
import { toolsOf } from './tools.ts';

const NAMING = { account: '000000000000', region: 'eu-west-1', prefix: 'operate' };
const manifest = makeManifest(catalog, NAMING);
const plans = new Map(manifest.functions.map((plan) => [plan.arn, plan]));
const tools = toolsOf(catalog);

/** Actions that leave everything as it is, by their verbs; searches, and taking a message from a queue and giving it back, as well. */
const READS = /:(Get|List|Describe|Query|Scan|BatchGet|Lookup|Head|Filter)[A-Z]?/;
const PEEKS = ['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'logs:StartQuery', 'logs:StopQuery'];

/** What an operation's role may do that changes something, through the functions that it may call as well. */
function changing(arn: string, seen: readonly string[] = []): string[] {
  const plan = plans.get(arn);
  // What is no function of ours may do anything.
  if (!plan) return [`invoke ${arn}`];
  if (seen.includes(arn)) return [];
  return plan.role.statements.flatMap(({ actions, resources }) =>
    actions.flatMap((action) => {
      if (action === 'lambda:InvokeFunction')
        return resources.flatMap((one) => changing(one, [...seen, arn]));
      return READS.test(action) || PEEKS.includes(action) ? [] : [`${plan.operation} ${action}`];
    }),
  );
}

describe('the hints of a tool are true', () => {
  it.each(tools.map(({ tool }) => [tool.name, tool.annotations] as const))('%s', (name, hints) => {
    const held = changing(`arn:aws:lambda:eu-west-1:000000000000:function:operate-${kebab(name)}`);
    // By the rights that its function holds, not by what its definition says of itself.
    expect({ readOnly: hints.readOnlyHint, held: held.length === 0 }).toEqual({
      readOnly: held.length === 0,
      held: held.length === 0,
    });
    expect(hints.destructiveHint ?? false).toBe(held.length > 0);
  });
});

describe('the list of tools', () => {
  it('has the ten of the mission that exist, under their own names and parameters', () => {
    const parameters = (name: string) =>
      Object.keys(tools.find(({ tool }) => tool.name === name)?.tool.inputSchema.properties ?? {});
    expect(parameters('deploy_application')).toEqual(
      expect.arrayContaining([
        ...['environment', 'version', 'service', 'strategy', 'rollbackOnFailure', 'healthCheckTimeout'],
        ...['trafficSplit', 'steps', 'monitoring', 'rollbackThreshold', 'approval', 'dryRun'],
      ]),
    );
    expect(parameters('optimize_performance')).toEqual(
      expect.arrayContaining(['timeWindow', 'metrics', 'service', 'autoApply']),
    );
    expect(parameters('manage_incident')).toEqual(
      expect.arrayContaining([
        ...[
          'action',
          'incidentId',
          'title',
          'description',
          'severity',
          'assignee',
          'updateNotes',
          'resolution',
        ],
        ...['rootCause', 'preventiveMeasures', 'affectedServices', 'tags'],
      ]),
    );
  });

  it('is the same whatever the order of the catalog', () => {
    expect(toolsOf([...catalog].reverse())).toEqual(tools);
  });

  it('says what every tool takes and answers, in schemas that a client can compile', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const { tool } of tools) {
      expect([tool.name, tool.inputSchema.type, tool.outputSchema.type]).toEqual([
        tool.name,
        'object',
        'object',
      ]);
      expect(() => [ajv.compile(tool.inputSchema), ajv.compile(tool.outputSchema)]).not.toThrow();
      expect(tool.description.length).toBeGreaterThan(20);
    }
  });

  it('has a new operation without an edit, where it names the surface', () => {
    expect(toolsOf(HOUSES).map(({ tool }) => tool.name)).toEqual(['paint_house']);
  });

  it('asks a person where an operation is sensitive, and where a second person’s word is what it is', () => {
    const asking = tools.filter(({ asksPerson }) => asksPerson).map(({ tool }) => tool.name);
    expect(asking).toEqual(['accept_risk', 'approve', 'exclude_window', 'reject', 'set_alerting']);
  });
});
