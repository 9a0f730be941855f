import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Scenario } from './labelled.ts';
import { type Library, resolve } from './resolve.ts';
import { AlarmKind, type WrittenScenario } from './scenario.ts';
import { flawsOf, Topology } from './topology.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

function yaml(path: string): unknown {
  return parse(readFileSync(`${HERE}${path}`, 'utf8'));
}

/** Topologies and kinds of alarms that scenarios name. @throws Error with every flaw */
export function loadLibrary(): Library {
  const topologies = z.record(z.string(), Topology).parse(yaml('topologies.yaml'));
  const alarmKinds = z.record(z.string(), AlarmKind).parse(yaml('alarm-kinds.yaml'));
  const flaws = Object.entries(topologies).flatMap(([name, topology]) =>
    flawsOf(topology).map((flaw) => `Topology ${name}: ${flaw}`),
  );
  if (flaws.length > 0) throw new Error(flaws.join('\n'));
  return { topologies, alarmKinds };
}

/** Every scenario that was written by hand, in the order of the files. @throws Error with the scenario's flaws */
export function loadScenarios(library: Library = loadLibrary()): readonly Scenario[] {
  const files = readdirSync(`${HERE}scenarios`).filter((name) => name.endsWith('.yaml'));
  const written = files.toSorted().flatMap((name) => yaml(`scenarios/${name}`) as WrittenScenario[]);
  const scenarios = written.map((scenario) => resolve(library, scenario));
  const ids = scenarios.map(({ id }) => id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length > 0) throw new Error(`Two scenarios are called ${twice.join(', ')}`);
  return scenarios;
}
