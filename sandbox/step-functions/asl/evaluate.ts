import jsonata from 'jsonata';
import { EvaluationFailure } from './errors.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';
import { registerFunctions, type Sources } from './jsonata-functions.ts';

/** The variables that an expression sees: `$states` and those that Assign has set. */
export type Bindings = Readonly<Record<string, Json>>;

const EXPRESSION = /^\{%([\s\S]*)%\}$/;
const fromMillis = jsonata('$fromMillis($at, $picture, $timezone)');

/** The JSONata source inside a template string, or undefined for a literal. */
export function expressionIn(text: string): string | undefined {
  return EXPRESSION.exec(text)?.[1]?.trim();
}

/** Evaluates templates. Compiled expressions are kept, since machines evaluate the same few again and again. */
export class Expressions {
  readonly #sources: Sources;
  readonly #compiled = new Map<string, jsonata.Expression>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /**
   * The template with each expression replaced by its value.
   *
   * @param field where the template stands, such as `Arguments`; errors name the place inside it.
   * @throws EvaluationFailure when an expression fails, yields nothing, or yields what JSON cannot hold.
   */
  async evaluate(template: Json, bindings: Bindings, field: string): Promise<Json> {
    if (typeof template === 'string') {
      const source = expressionIn(template);
      return source === undefined ? template : this.#evaluate(source, bindings, field);
    }
    if (Array.isArray(template)) return this.#evaluateAll(template, bindings, field);
    if (!isJsonObject(template)) return template;
    const value: Record<string, Json> = {};
    for (const [key, member] of Object.entries(template)) {
      value[key] = await this.evaluate(member, bindings, `${field}/${key}`);
    }
    return value;
  }

  async #evaluateAll(templates: readonly Json[], bindings: Bindings, field: string): Promise<Json> {
    const values: Json[] = [];
    for (const [index, template] of templates.entries()) {
      values.push(await this.evaluate(template, bindings, `${field}[${index}]`));
    }
    return values;
  }

  async #evaluate(source: string, bindings: Bindings, field: string): Promise<Json> {
    const where = `The JSONata expression '${source}' specified for the field '${field}'`;
    let value: unknown;
    try {
      value = await this.#compile(source).evaluate(undefined, bindings);
    } catch (thrown) {
      throw new EvaluationFailure(field, `${where} threw an error during evaluation. ${describe(thrown)}`);
    }
    if (value === undefined) throw new EvaluationFailure(field, `${where} returned nothing (undefined).`);
    const json = toJson(value);
    if (json === undefined)
      throw new EvaluationFailure(field, `${where} returned an unsupported result type.`);
    return json;
  }

  #compile(source: string): jsonata.Expression {
    const known = this.#compiled.get(source);
    if (known !== undefined) return known;
    const expression = jsonata(source);
    registerFunctions(expression, this.#sources, (at, picture, timezone) =>
      fromMillis.evaluate(undefined, { at, picture, timezone }),
    );
    this.#compiled.set(source, expression);
    return expression;
  }
}

/** JSONata throws objects with a code, such as `T2001`, that are not always errors. */
function describe(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return String(thrown);
  const { code, message } = thrown as { code?: unknown; message?: unknown };
  return code === undefined ? String(message) : `${code}: ${message}`;
}

/** A plain copy without JSONata's own markers; undefined when a function or the like is in it. */
function toJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return copyArray(value);
  return '_jsonata_lambda' in value || '_jsonata_function' in value ? undefined : copyObject(value);
}

function copyArray(values: readonly unknown[]): Json | undefined {
  const copy: Json[] = [];
  for (const value of values) {
    const json = toJson(value);
    if (json === undefined) return undefined;
    copy.push(json);
  }
  return copy;
}

function copyObject(object: object): JsonObject | undefined {
  const copy: Record<string, Json> = {};
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) continue;
    const json = toJson(value);
    if (json === undefined) return undefined;
    copy[key] = json;
  }
  return copy;
}
