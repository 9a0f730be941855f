import fc from 'fast-check';

type Input = Readonly<Record<string, unknown>>;

/** How an input is spoiled: what is done, and where (a position among all its places). */
export interface Mutation {
  readonly kind: (typeof KINDS)[number];
  readonly place: number;
  readonly value: unknown;
}

const KINDS = ['replace', 'drop', 'add'] as const;
const LEVELS = 3_000;
/** Stands for a value that is nested too deeply to be handed about. */
const DEEP = Symbol('deep');
const HUGE = 70_000;

/** Values that no field should survive unchecked, beside those that are just of the wrong type. */
const NASTY = [
  '',
  ' ',
  'x'.repeat(HUGE),
  'NaN',
  'Infinity',
  '-1',
  '1e400',
  '0x1f',
  'null',
  'a\u0000b',
  'a\u001b[2Jb',
  'line\r\nfeed',
  '\ud800',
  '\u202e',
  '<script>',
  "'; DROP TABLE --",
  '../../etc/passwd',
  -1,
  -0.5,
  0,
  1.5,
  1e21,
  Number.MAX_SAFE_INTEGER,
  true,
  null,
  [],
  {},
  [[[]]],
] as const;

/** Names that mean something to JavaScript, and some that mean nothing to anybody. */
const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'unknown',
  '',
  'a.b',
  'x'.repeat(HUGE),
  'esc\u001b',
];

/** Nested so deep that a walk by recursion overflows the stack. */
function deep(): unknown {
  let value: unknown = 'bottom';
  for (let level = 0; level < LEVELS; level++) value = level % 2 === 0 ? { a: value } : [value];
  return value;
}

const values = fc.oneof(
  { arbitrary: fc.constantFrom<unknown>(...NASTY), weight: 8 },
  { arbitrary: fc.constant(DEEP), weight: 1 },
  { arbitrary: fc.jsonValue({ maxDepth: 3 }), weight: 3 },
);

export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...KINDS), place: fc.nat(), value: values }),
  { maxLength: 3 },
);

/** The input with mutations made one after another. */
export function mutated(input: Input, all: readonly Mutation[]): Input {
  return all.reduce<Input>((before, { value, ...rest }) => {
    const mutation = { ...rest, value: value === DEEP ? deep() : value };
    const places = placesIn(before);
    if (mutation.kind === 'add' || places.length === 0) return withName(before, mutation);
    const path = places[mutation.place % places.length] ?? [];
    return changed(before, path, mutation) as Input;
  }, input);
}

function withName(input: Input, { place, value }: Mutation): Input {
  const name = NAMES[place % NAMES.length] ?? '';
  // By way of JSON, as from a caller: an own member of this name, whatever the name means.
  return { ...input, ...(JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`) as Input) };
}

type Path = readonly string[];

/** The paths of all members, at any depth that is worth a try. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null || path.length > 4) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    [...path, name],
    ...placesIn(inner, [...path, name]),
  ]);
}

function changed(value: unknown, [name = '', ...rest]: Path, mutation: Mutation): unknown {
  const entries = Object.entries(value as object).flatMap(([key, inner]): [string, unknown][] => {
    if (key !== name) return [[key, inner]];
    if (rest.length > 0) return [[key, changed(inner, rest, mutation)]];
    return mutation.kind === 'drop' ? [] : [[key, mutation.value]];
  });
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
