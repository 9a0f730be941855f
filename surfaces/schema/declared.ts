import { z } from 'zod';
import { clean } from './clean.ts';
import { dereference } from './dereference.ts';
import type { JsonSchema } from './json-schema.ts';

/** The part of zod's internals that says what a JSON Schema cannot. */
interface Internals {
  readonly type: string;
  readonly coerce?: boolean;
  readonly checks?: readonly { readonly _zod: { readonly def: { check: string; pattern?: RegExp } } }[];
}

const INEXPRESSIBLE: Record<string, string> = {
  transform: 'changes the value',
  pipe: 'changes the value',
  catch: 'hides an error',
  intersection: 'cannot be closed against unknown fields; use extend',
};

/**
 * The JSON Schema that callers of an operation see and that its validator enforces.
 * @throws Error for a construct that would hold in zod but be lost here: a validator that silently accepts more
 *   than the definition says is worse than none
 */
export function inputSchema(input: z.ZodType): JsonSchema {
  return declared(input, 'input');
}

/** The JSON Schema of an operation's answer. */
export function outputSchema(output: z.ZodType): JsonSchema {
  return declared(output, 'output');
}

function declared(type: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const schema = z.toJSONSchema(type, {
    target: 'draft-2020-12',
    io,
    override: ({ zodSchema, path }) => {
      const lost = io === 'input' ? lostIn(zodSchema._zod.def as Internals) : undefined;
      if (lost) throw new Error(`The schema at '${path.join('/')}' ${lost}; JSON Schema cannot say so.`);
    },
  });
  return clean(dereference(schema as JsonSchema));
}

function lostIn({ type, coerce, checks = [] }: Internals): string | undefined {
  if (coerce) return 'coerces the value';
  for (const { _zod } of checks) {
    if (_zod.def.check === 'custom') return 'has a refinement (write it as a union or a pattern)';
    if (_zod.def.check === 'overwrite') return 'changes the value';
    if (_zod.def.pattern?.flags) return `has a pattern with the flags '${_zod.def.pattern.flags}'`;
  }
  return INEXPRESSIBLE[type];
}
