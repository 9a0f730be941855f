import { describe, expect, it } from 'vitest';
import { splitArguments } from './argv.ts';

const isSwitch = (name: string) => name === 'dry-run';
const split = (line: string) =>
  splitArguments(line.split(' '), isSwitch).map(({ name, value }) => `${name}=${value}`);

describe('a switch', () => {
  it.each([
    ['--dry-run', ['dry-run=true']],
    ['--no-dry-run', ['dry-run=false']],
    ['--dry-run true', ['dry-run=true']],
    ['--dry-run false', ['dry-run=false']],
    ['--no-dry-run true', ['dry-run=false']],
    ['--no-dry-run false', ['dry-run=true']],
    ['--dry-run=false', ['dry-run=false']],
    ['--dry-run --version v2', ['dry-run=true', 'version=v2']],
    ['--dry-run true --version false', ['dry-run=true', 'version=false']],
  ])('%s', (line, found) => {
    expect(split(line)).toEqual(found);
  });

  it('takes no other word', () => {
    expect(() => split('--dry-run maybe')).toThrow("'maybe' belongs to no flag.");
  });
});
