import type { z } from 'zod';
import { runbook } from '../functions/runbooks/form.ts';
import { published } from './schema/clean.ts';
import { inputSchema } from './schema/declared.ts';

/** Where the schema of a runbook's file is published, seen from the project. */
export const RUNBOOK_SCHEMA_FILE = 'docs/runbook.schema.json';

/** The JSON Schema by which editors complete and check a runbook, as text. */
export function runbookSchemaText(): string {
  return schemaText('Runbook', runbook);
}

/** The schema of a file that people write, as text. */
export function schemaText(title: string, form: z.ZodType): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    ...published(inputSchema(form)),
  };
  return `${printed(schema, '')}\n`;
}

const WIDTH = 110;

/** JSON as the project's formatter lays it out: objects in lines, lists in one line where they fit. */
function printed(value: unknown, indent: string, taken = 0): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const items = Array.isArray(value)
    ? value.map((item) => printed(item, inner))
    : Object.entries(value).map(([key, item]) => {
        const name = `${JSON.stringify(key)}: `;
        return name + printed(item, inner, inner.length + name.length);
      });
  const line = `${open}${items.join(', ')}${close}`;
  const fits = taken + line.length < WIDTH && !line.includes('\n');
  if (items.length === 0 || (Array.isArray(value) && fits)) return line;
  return `${open}\n${items.map((item) => inner + item).join(',\n')}\n${indent}${close}`;
}
