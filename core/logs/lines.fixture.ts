import fc from 'fast-check';

const WORDS = ['user', 'order', 'open', 'closed', 'ready', 'lost', 'cart', 'from', 'to', 'in'];
const word = fc.constantFrom(...WORDS);
const value = fc.oneof(
  fc.integer({ min: -9999, max: 9999 }).map(String),
  fc.ipV4(),
  fc.uuid(),
  fc.constantFrom(
    'a1',
    'b2',
    'node-7',
    'x.y.z',
    '/var/log/x',
    '12 ms',
    'key=v',
    '(3)',
    '"q"',
    'é',
    '[',
    '::1',
  ),
);

/** A line as services write them, in many variations. */
export const logLine: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 3, arbitrary: word }, value), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(' '));

export const logLines: fc.Arbitrary<string[]> = fc.array(logLine, { maxLength: 120 });

/** Any UTF-16 units, partners missing or not. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((units) => String.fromCharCode(...units));
