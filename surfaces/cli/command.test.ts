import { describe, expect, it } from 'vitest';
import { catalog } from '../../functions/catalog.ts';
import { type Definition, defineOperation, kebab } from '../../functions/operation.ts';
import { paintHouse } from '../example/operations.ts';
import { inputOf } from '../schema/input-of.ts';
import { PROGRAM_FLAGS } from './argv.ts';
import { findCommand } from './command.ts';
import { findFlag, flagsOf } from './flags.ts';
import { operationHelp } from './help.ts';
import { LOCAL_COMMANDS } from './local-commands.ts';
import { requestOf, withDefaults } from './request.ts';

const short = { command: 'paint', flags: { building: 'house' }, presets: { house: 'barn' } };
const painted: Definition = defineOperation({ ...paintHouse, shortForm: short });
const schema = inputOf(painted);
const read = async () => '{}';

describe('a short form', () => {
  it('means its operation, with further names of flags', async () => {
    const { definition, short: found } = findCommand([painted], 'paint');
    expect([definition, found]).toEqual([painted, short]);
    const { input } = await requestOf(schema, ['--building', 'shed', '--dry-run'], read, short.flags);
    expect(input).toEqual({ house: 'shed', dryRun: true });
    expect(withDefaults(schema, input, short.presets)).toEqual({ input, filled: [] });
    expect(withDefaults(schema, {}, short.presets)).toEqual({ input: { house: 'barn' }, filled: ['house'] });
  });

  it('has names of its own only', async () => {
    expect(findCommand([painted], 'paint-house')).toEqual({ definition: painted });
    await expect(requestOf(schema, ['--building', 'shed'], read)).rejects.toThrow('--building is not a flag');
    await expect(requestOf(schema, ['--toString', 'x'], read, short.flags)).rejects.toThrow('is not a flag');
    expect(() => findCommand([painted], 'PAINT')).toThrow('is not a command');
  });

  it('explains itself', () => {
    const help = operationHelp({ definition: painted, short }, schema);
    expect(help).toMatch(/^Usage: operate paint /);
    expect(help).toMatch(/--building, --house TEXT +Name of the house \(default "barn"\)/);
  });
});

describe('the short forms of the catalog', () => {
  const all = (catalog as readonly Definition[]).filter(({ shortForm }) => shortForm);

  it('are there', () => {
    expect(all.map(({ name, shortForm }) => [shortForm?.command, name])).toEqual([
      ['deploy', 'deploy_application'],
    ]);
  });

  it('take no name that is taken, and set fields that there are', () => {
    const taken = [
      ...catalog.map(({ name }) => kebab(name)),
      ...LOCAL_COMMANDS.map(({ name }) => name),
      'help',
    ];
    for (const { shortForm, ...definition } of all) {
      const flags = flagsOf(inputOf(definition));
      expect(taken).not.toContain(shortForm?.command);
      for (const name of Object.keys(shortForm?.flags ?? {})) {
        expect(findFlag(flags, name)).toBeUndefined();
        expect(Object.keys(PROGRAM_FLAGS)).not.toContain(name);
      }
      const fields = [...Object.values(shortForm?.flags ?? {}), ...Object.keys(shortForm?.presets ?? {})];
      for (const field of fields) expect(flags.map(({ path }) => path.join('.'))).toContain(field);
    }
  });
});
