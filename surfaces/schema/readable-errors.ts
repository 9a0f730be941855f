import type { SchemaError, Validator } from '../../functions/contract.ts';

/** What is accepted at a place of a schema, in words; with a tag, by that field's value. */
export interface Choice {
  readonly allowed: readonly string[];
  readonly tag?: string;
}

/** An error of the compiled validator, which says also where in the schema it arose. */
export type CompiledError = SchemaError & { readonly schemaPath: string };

/** The compiled validator as it comes from ajv. */
export interface CompiledValidator {
  (value: unknown): boolean;
  errors?: readonly CompiledError[] | null;
}

/** The validator with errors that a person can act on: a union is one choice, a format is named. */
export function readable(compiled: CompiledValidator, choices: Readonly<Record<string, Choice>>): Validator {
  const validate: Validator = (value) => {
    const valid = compiled(value);
    validate.errors = valid ? null : readableErrors(compiled.errors ?? [], choices);
    return valid;
  };
  return validate;
}

function readableErrors(
  errors: readonly CompiledError[],
  choices: Readonly<Record<string, Choice>>,
): SchemaError[] {
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const meant = unions.filter((union) => meantForm(union, errors) !== undefined);
  return errors
    .filter((error) => !meant.includes(error))
    .filter((error) => unions.every((union) => !isInside(error, union) || told(error, union, errors)))
    .map((error) => inWords(error, choices[error.schemaPath]));
}

function isInside(error: CompiledError, union: CompiledError): boolean {
  return (
    error.schemaPath.startsWith(`${union.schemaPath}/`) && error.instancePath.startsWith(union.instancePath)
  );
}

/** True for an error of the one form that the value was meant for. */
function told(error: CompiledError, union: CompiledError, errors: readonly CompiledError[]): boolean {
  const form = meantForm(union, errors);
  return form !== undefined && error.schemaPath.startsWith(`${form}/`);
}

/** The only form of a failed union that did not already fail on the value as a whole. */
function meantForm(union: CompiledError, errors: readonly CompiledError[]): string | undefined {
  const inner = errors.filter((error) => isInside(error, union));
  const forms = new Set(inner.map((error) => formOf(error, union)));
  const ruledOut = new Set(inner.filter((e) => rulesOut(e, union)).map((error) => formOf(error, union)));
  const left = [...forms].filter((form) => !ruledOut.has(form));
  return left.length === 1 ? left[0] : undefined;
}

function formOf({ schemaPath }: CompiledError, union: CompiledError): string {
  const index = schemaPath.slice(union.schemaPath.length + 1).split('/')[0];
  return `${union.schemaPath}/${index}`;
}

function rulesOut({ instancePath, keyword }: CompiledError, union: CompiledError): boolean {
  return instancePath === union.instancePath && ['type', 'enum', 'const'].includes(keyword);
}

function inWords(error: CompiledError, choice: Choice | undefined): SchemaError {
  if (!choice) return error;
  const instancePath = choice.tag ? `${error.instancePath}/${choice.tag}` : error.instancePath;
  const message = choice.allowed.length > 1 ? 'has none of the accepted forms' : 'has not the accepted form';
  return { instancePath, keyword: 'enum', params: { allowedValues: choice.allowed }, message };
}
