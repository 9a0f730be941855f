import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { EXAMPLES, exampleText } from '../core/runbook/example/runbook.fixture.ts';
import { RUNBOOK_SCHEMA_FILE, runbookSchemaText } from './runbook-schema.ts';
import { type JsonSchema, mapSchema } from './schema/json-schema.ts';

const text = runbookSchemaText();
const schema = JSON.parse(text) as JsonSchema;
const fits = new Ajv2020({ strict: false }).compile(schema);

describe('the published schema of runbooks', () => {
  it('is the one that the form says', () => {
    const hint = "Run 'node test/golden/write.ts'.";
    expect(readFileSync(new URL(`../${RUNBOOK_SCHEMA_FILE}`, import.meta.url), 'utf8'), hint).toBe(text);
  });

  it('describes every field, so that editors can say what it is', () => {
    const silent: string[] = [];
    mapSchema(schema, (node, pointer) => {
      for (const [name, field] of Object.entries(node.properties ?? {}))
        if (!field.description) silent.push(`${pointer}/${name}`);
      return node;
    });
    expect(silent).toEqual([]);
  });

  it.each(EXAMPLES)('fits %s, which names it', (name) => {
    expect(fits(parse(exampleText(name))), JSON.stringify(fits.errors)).toBe(true);
    const [, named] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(exampleText(name)) ?? [];
    const folder = new URL('../core/runbook/example/', import.meta.url);
    expect(new URL(named ?? '', folder)).toEqual(new URL(`../${RUNBOOK_SCHEMA_FILE}`, import.meta.url));
  });

  it.each([
    ['a changing step without an inverse', / {4}inverse: .*\n/],
    ['a changing step without a verification', / {4}verify: .*\n/],
    ['a changing step without a precondition', / {4}precondition: .*\n/],
    ['a step without what its tool takes', / {4}query: .*\n/],
  ])('does not fit %s', (_name, without) => {
    expect(fits(parse(exampleText('add-capacity').replace(without, '')))).toBe(false);
  });
});
