import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recommendationsFor } from '../../../core/costs/recommendation.ts';
import type { Facts } from '../../../core/costs/rule.ts';
import { definition as compute } from '../find-compute-waste/definition.ts';
import { definition as containers } from '../find-container-waste/definition.ts';
import { definition as databases } from '../find-database-waste/definition.ts';
import { definition as functions } from '../find-function-waste/definition.ts';
import { computeGround } from './compute.ts';
import { containersGround } from './containers.ts';
import { databasesGround } from './databases.ts';
import { functionsGround } from './functions.ts';

const GROUNDS = [
  [computeGround, compute],
  [containersGround, containers],
  [databasesGround, databases],
  [functionsGround, functions],
] as const;
const RULES = GROUNDS.flatMap(([{ rules }]) => rules);
const FOLDER = fileURLToPath(new URL('../../../core/costs/rules', import.meta.url));
const NOW = Date.UTC(2026, 5, 1);

describe('the rules', () => {
  it('are the files of their names, each on one ground', () => {
    const files = readdirSync(FOLDER).map((file) => file.replace('.ts', ''));
    expect(RULES.map(({ name }) => name).sort()).toEqual(files.sort());
    expect(RULES.length).toBeGreaterThan(12);
  });

  it('mean the same where they use the same key on the same type', () => {
    const said = new Map<string, string>();
    for (const { type, needs } of RULES)
      for (const { key, dimensions: _dimensions, ...metric } of needs) {
        const words = JSON.stringify(metric);
        expect(said.get(`${type} ${key}`) ?? words).toBe(words);
        said.set(`${type} ${key}`, words);
      }
  });

  it.each(GROUNDS)('of $name are over what is listed there, and its step may list it', (ground, step) => {
    const types = ground.listers.map(({ type }) => type);
    expect(ground.rules.filter(({ type }) => !types.includes(type))).toEqual([]);
    const allowed = step.permissions.flatMap(({ actions }) => actions);
    const needed = ground.listers.flatMap(({ actions }) => actions);
    expect(needed.filter((action) => !allowed.includes(action))).toEqual([]);
  });

  it('say nothing of what they know nothing of, and never fail', () => {
    const value = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.object());
    const names = fc.constantFrom(
      ...['State', 'VolumeType', 'Size', 'InstanceType', 'DBInstanceClass', 'storedBytes', 'CreateTime'],
      ...['ProvisionedThroughput', 'TaskDefinition', 'launchType', 'Runtime', 'LastModified', 'Type'],
    );
    fc.assert(
      fc.property(fc.constantFrom(...RULES), fc.dictionary(names, value), (rule, properties) => {
        const resource = { type: rule.type, id: 'r', arn: 'a', region: 'r', tags: {}, properties };
        const facts: Facts = { resource, now: NOW, metrics: {}, listed: new Map() };
        for (const { saving, cost, confidence } of recommendationsFor([rule], facts)) {
          expect(saving).toBeGreaterThan(0);
          expect(saving).toBeLessThanOrEqual((cost ?? 0) + 1e-9);
          expect(confidence).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
