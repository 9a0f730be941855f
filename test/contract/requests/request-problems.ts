import type { ServiceModel, Shape } from './botocore.ts';

type Problems = Generator<string>;

/**
 * Everything in a recorded request that AWS's model does not allow: a command or a member that it does not have, a
 * required one that is missing, a wrong type, a value outside an enumeration, a pattern or a length.
 */
export function requestProblems(model: ServiceModel, command: string, input: unknown): readonly string[] {
  const operation = model.operations[command];
  if (!operation) return [`the command ${command} does not exist`];
  if (!operation.input) return isEmpty(input) ? [] : ['the command takes no input'];
  return [...check(model, operation.input.shape, input, command)];
}

function* check(model: ServiceModel, name: string, value: unknown, path: string): Problems {
  const shape = model.shapes[name];
  if (!shape) throw new Error(`The model has no shape ${name}.`);
  const checker = CHECKERS[shape.type];
  if (!checker) throw new Error(`${name} is of type ${shape.type}, which is unknown here.`);
  yield* checker({ model, shape, value, path });
}

interface Place {
  readonly model: ServiceModel;
  readonly shape: Shape;
  readonly value: unknown;
  readonly path: string;
}

const CHECKERS: Readonly<Record<string, (place: Place) => Problems>> = {
  structure: structureProblems,
  list: listProblems,
  map: mapProblems,
  string: stringProblems,
  blob: blobProblems,
  boolean: (place) => typed(place, typeof place.value === 'boolean'),
  integer: (place) => numberProblems(place, Number.isInteger),
  long: (place) => numberProblems(place, Number.isInteger),
  float: (place) => numberProblems(place, Number.isFinite),
  double: (place) => numberProblems(place, Number.isFinite),
  timestamp: (place) => typed(place, isMarked(place.value, '$timestamp')),
};

function* structureProblems({ model, shape, value, path }: Place): Problems {
  if (!isObject(value)) return yield `${path} is no structure`;
  const { members = {}, required = [], union = false } = shape;
  for (const name of required)
    if (value[name] === undefined || value[name] === null) yield `${path}.${name} is required and missing`;
  if (union && Object.keys(value).length !== 1) yield `${path} has not exactly one of its members`;
  for (const [name, inner] of Object.entries(value)) {
    const member = members[name];
    if (!member) yield `${path}.${name} is no member`;
    else if (inner !== null) yield* check(model, member.shape, inner, `${path}.${name}`);
  }
}

function* listProblems({ model, shape, value, path }: Place): Problems {
  if (!Array.isArray(value)) return yield `${path} is no list`;
  yield* lengthProblems(shape, value.length, path);
  for (const [index, element] of value.entries())
    yield* check(model, shape.member?.shape ?? '', element, `${path}[${index}]`);
}

function* mapProblems({ model, shape, value, path }: Place): Problems {
  if (!isObject(value)) return yield `${path} is no map`;
  const entries = Object.entries(value);
  yield* lengthProblems(shape, entries.length, path);
  for (const [key, inner] of entries) {
    yield* check(model, shape.key?.shape ?? '', key, `${path} (key ${key})`);
    yield* check(model, shape.value?.shape ?? '', inner, `${path}.${key}`);
  }
}

function* stringProblems({ shape, value, path }: Place): Problems {
  if (typeof value !== 'string') return yield `${path} is no string`;
  yield* lengthProblems(shape, value.length, path);
  if (shape.enum && !shape.enum.includes(value))
    yield `${path} is '${value}', none of ${shape.enum.join(', ')}`;
  if (shape.pattern !== undefined && !patternOf(shape.pattern).test(value))
    yield `${path} is '${value}', which does not match ${shape.pattern}`;
}

function* blobProblems({ shape, value, path }: Place): Problems {
  const bytes = isMarked(value, '$blob') ? Buffer.byteLength(String(value['$blob']), 'base64') : undefined;
  const length = typeof value === 'string' ? Buffer.byteLength(value) : bytes;
  if (length === undefined) yield `${path} is neither bytes nor text`;
  else yield* lengthProblems(shape, length, path);
}

function* numberProblems({ shape, value, path }: Place, isRight: (value: unknown) => boolean): Problems {
  if (!isRight(value)) return yield `${path} is '${String(value)}', no ${shape.type}`;
  yield* rangeProblems(shape, Number(value), path);
}

function* typed({ shape, path }: Place, isRight: boolean): Problems {
  if (!isRight) yield `${path} is no ${shape.type}`;
}

function* lengthProblems(shape: Shape, length: number, path: string): Problems {
  yield* rangeProblems(shape, length, `the length of ${path}`);
}

function* rangeProblems({ min, max }: Shape, size: number, path: string): Problems {
  if (min !== undefined && size < min) yield `${path} is ${size}, less than ${min}`;
  if (max !== undefined && size > max) yield `${path} is ${size}, more than ${max}`;
}

const patterns = new Map<string, RegExp>();

/** Patterns of the models are Java's and hold for the whole value. */
function patternOf(source: string): RegExp {
  const known = patterns.get(source);
  if (known) return known;
  // Unicode classes and pairs of surrogates need the flag, needless escapes of punctuation do not bear it.
  const made = new RegExp(`^(?:${source})$`, /\\p\{|\\uD8/.test(source) ? 'su' : 's');
  patterns.set(source, made);
  return made;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMarked(value: unknown, mark: '$blob' | '$timestamp'): value is Readonly<Record<string, unknown>> {
  return isObject(value) && Object.keys(value).length === 1 && typeof value[mark] === 'string';
}

function isEmpty(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}
