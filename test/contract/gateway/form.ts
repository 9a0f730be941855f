/** Values that the sandbox makes up: only their form has to be AWS's. */
const FORMS: readonly (readonly [form: string, pattern: RegExp])[] = [
  ['request id', /^[A-Za-z0-9_-]{15}=$/],
  ['trace id', /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/],
  ['log time', /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/],
  ['ARN of a caller', /^arn:aws:(iam|sts)::\d{12}:(user|assumed-role)\/.+$/],
  ['ARN of a route', /^arn:aws:execute-api:[a-z0-9-]+:\d{12}:[a-z0-9]+\/[^/]+\/[A-Z]+\/.+$/],
  ['host', /^[a-z0-9-]+\.execute-api\.[a-z0-9-]+\.amazonaws\.com$/],
  ['address', /^\d{1,3}(\.\d{1,3}){3}$/],
];

/** Where the values are the installation's own and have no form. */
const OWN =
  /^(requestContext\.(accountId|apiId|domainPrefix)|.*\.iam\.(accessKey|accountId|callerId|userId)|headers\.(authorization|host)|identitySource\[\d+\]|routeKey|requestContext\.routeKey)$/;

/**
 * An event as a list of its keys, in the order of their names, each with its value; of values that are made up, the
 * form. Path parameters depend on the route and are left out.
 */
export function formOf(event: unknown): Readonly<Record<string, unknown>> {
  const leaves = [...flattened(event, '')].filter(([path]) => !path.startsWith('pathParameters.'));
  return Object.fromEntries(
    leaves.sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, value]) => [path, said(path, value)]),
  );
}

function* flattened(value: unknown, path: string): Generator<readonly [path: string, value: unknown]> {
  if (typeof value !== 'object' || value === null) return yield [path, value];
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) yield* flattened(element, `${path}[${index}]`);
    return;
  }
  for (const [name, inner] of Object.entries(value))
    yield* flattened(inner, path === '' ? name : `${path}.${name}`);
}

function said(path: string, value: unknown): unknown {
  if (OWN.test(path)) return `own ${typeof value}`;
  if (typeof value === 'number') return 'number';
  const [form] = FORMS.find(([, pattern]) => typeof value === 'string' && pattern.test(value)) ?? [];
  return form ?? value;
}
