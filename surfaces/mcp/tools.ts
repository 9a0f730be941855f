import { type Definition, type Risk, type Role, requiredRole } from '../../functions/operation.ts';
import { published } from '../schema/clean.ts';
import { outputSchema } from '../schema/declared.ts';
import { inputOf } from '../schema/input-of.ts';
import { type JsonSchema, mapSchema } from '../schema/json-schema.ts';

/** What a client may tell its user of a tool before it is called. */
export interface Hints {
  readonly title: string;
  readonly readOnlyHint: boolean;
  readonly destructiveHint?: boolean;
  readonly idempotentHint?: boolean;
  readonly openWorldHint: boolean;
}

/** A tool as clients see it. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
  readonly annotations: Hints;
}

/** An operation as a tool, and what the server has to know of it besides. */
export interface ToolOperation {
  readonly tool: Tool;
  /** The role that a caller needs at least. */
  readonly role: Role;
  readonly risk: Risk;
  readonly changes: boolean;
  /** A person has to say yes to every call: what an agent has read must not be enough to do it. */
  readonly asksPerson: boolean;
}

/** The operations that name the surface `mcp`, by name, so that the list is the same whatever came before. */
export function toolsOf(catalog: readonly Definition[]): ToolOperation[] {
  const shown = catalog.filter(({ surfaces }) => surfaces.includes('mcp'));
  return shown.map(toolOf).sort((a, b) => (a.tool.name < b.tool.name ? -1 : 1));
}

function toolOf(definition: Definition): ToolOperation {
  const { name, summary, risk, output } = definition;
  const title = titleOf(name);
  const role = requiredRole(definition);
  return {
    tool: {
      name,
      title,
      description: summary,
      inputSchema: rooted(published(inputOf(definition))),
      outputSchema: rooted(undescribed(published(outputSchema(output)))),
      annotations: hintsOf(title, risk === 'read'),
    },
    role,
    risk,
    changes: risk !== 'read',
    asksPerson: risk === 'sensitive' || role === 'approver',
  };
}

/** Programs check answers by it; words for people are in the OpenAPI document, and agents would pay for each. */
function undescribed(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, ({ description: _words, ...rest }) => rest);
}

/** A tool's schemas are of objects, and say so at their root even where they are unions. */
function rooted(schema: JsonSchema): JsonSchema {
  return { type: 'object', ...schema };
}

/** `deploy_application` as people read it. */
function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Nothing is reached but the installation's own account; whatever may change something may replace something. */
function hintsOf(title: string, readOnlyHint: boolean): Hints {
  return {
    title,
    readOnlyHint,
    ...(!readOnlyHint && { destructiveHint: true, idempotentHint: false }),
    openWorldHint: false,
  };
}
