import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import type { JsonSchema } from './json-schema.ts';

/**
 * JavaScript (an ES module that exports `validate`) that checks a value against the schema, reports every error
 * and fills in defaults.
 * @throws Error when the schema has a part that would be ignored, such as a default inside an untagged union
 */
export function validatorSource(schema: JsonSchema): string {
  const ajv = new Ajv2020({
    code: { source: true, esm: true, lines: true },
    strict: true,
    allErrors: true,
    useDefaults: true,
    discriminator: true,
    allowUnionTypes: true,
    validateFormats: false,
  });
  return standalone.default(ajv, ajv.compile(schema));
}
