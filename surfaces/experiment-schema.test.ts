import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { EXPERIMENT_SCHEMA_FILE, experimentSchemaText } from './experiment-schema.ts';

const FOLDER = new URL('../experiments/', import.meta.url);
const text = experimentSchemaText();
const fits = new Ajv2020({ strict: false }).compile(JSON.parse(text));

describe('the published schema of experiments', () => {
  it('is the one that the form says', () => {
    const hint = "Run 'node test/golden/write.ts'.";
    expect(readFileSync(new URL(`../${EXPERIMENT_SCHEMA_FILE}`, import.meta.url), 'utf8'), hint).toBe(text);
  });

  it.each(readdirSync(FOLDER))('fits %s, which names it', (file) => {
    const experiment = parse(readFileSync(new URL(file, FOLDER), 'utf8')) as { $schema: string };
    expect(fits(experiment), JSON.stringify(fits.errors)).toBe(true);
    expect(new URL(experiment.$schema, FOLDER).pathname).toMatch(new RegExp(`/${EXPERIMENT_SCHEMA_FILE}$`));
  });

  it('refuses a second fault, an unknown measure and a tolerance that is none', () => {
    const sound = parse(readFileSync(new URL('latency.yaml', FOLDER), 'utf8')) as {
      method: object[];
      hypothesis: object[];
    };
    const wrong = [
      { ...sound, method: [...sound.method, ...sound.method] },
      { ...sound, hypothesis: [{ name: 'a', type: 'metric', metric: 'joy', tolerance: '< 1' }] },
      { ...sound, hypothesis: [{ name: 'a', type: 'metric', metric: 'cpu', tolerance: 'low' }] },
    ];
    expect(wrong.map((one) => fits(one))).toEqual([false, false, false]);
  });
});
