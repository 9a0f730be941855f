import { SandboxNotImplemented } from '../hook/not-implemented.ts';

const FILE = 'sandbox/cloudformation/intrinsics.ts';

/** What references of a template stand for. */
export interface References {
  ref(logicalId: string): string;
  attribute(logicalId: string, name: string): string;
}

/** `${Name}` or `${Name.Attribute}`. */
const SUBSTITUTED = /\$\{([A-Za-z0-9:]+)(?:\.([A-Za-z0-9.]+))?\}/g;

type Intrinsic = (argument: unknown, references: References) => unknown;

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, references) => references.ref(String(name)),
  'Fn::GetAtt': (path, references) => {
    const [logicalId = '', ...name] = path as readonly string[];
    return references.attribute(logicalId, name.join('.'));
  },
  'Fn::Join': (argument, references) => {
    const [delimiter, items] = argument as readonly [string, readonly unknown[]];
    return (resolved(items, references) as readonly unknown[]).join(delimiter);
  },
  'Fn::Split': (argument, references) => {
    const [delimiter, source] = argument as readonly [string, unknown];
    return String(resolved(source, references)).split(delimiter);
  },
  'Fn::Sub': (text, references) => {
    if (typeof text !== 'string') throw new SandboxNotImplemented('Fn::Sub with a map of variables', FILE);
    return text.replace(SUBSTITUTED, (_, logicalId: string, attribute?: string) =>
      attribute === undefined ? references.ref(logicalId) : references.attribute(logicalId, attribute),
    );
  },
  'Fn::Select': (argument, references) => {
    const [index, list] = argument as readonly [number | string, unknown];
    return (resolved(list, references) as readonly unknown[])[Number(index)];
  },
};

/**
 * A value of a template with its intrinsic functions evaluated.
 * @throws SandboxNotImplemented for a function that is not played
 */
export function resolved(value: unknown, references: References): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, references));
  if (typeof value !== 'object' || value === null) return value;
  const [only, ...more] = Object.entries(value);
  if (only && more.length === 0 && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) {
    const intrinsic = INTRINSICS[only[0]];
    if (!intrinsic) throw new SandboxNotImplemented(`the intrinsic function ${only[0]}`, FILE);
    return intrinsic(only[1], references);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, references)]));
}

/** The logical ids that a value refers to. */
export function referredTo(value: unknown): string[] {
  const found = new Set<string>();
  const note = (id: string) => {
    found.add(id);
    return '';
  };
  collect(value, note);
  return [...found].filter((id) => !id.startsWith('AWS::'));
}

function collect(value: unknown, note: (id: string) => string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (key === 'Ref') note(String(item));
    else if (key === 'Fn::Sub') for (const [, id = ''] of String(item).matchAll(SUBSTITUTED)) note(id);
    else if (key === 'Fn::GetAtt') note(String((item as readonly unknown[])[0]));
    else collect(item, note);
  }
}
