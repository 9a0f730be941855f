import { compileEventPattern, type EventPattern, type Matcher } from './event-pattern.ts';
import { PREDEFINED_VARIABLES, placeholders } from './input-transformer.ts';
import { isPath } from './json-path.ts';
import { type RuleTarget, targetKind } from './targets.ts';
import { validationException } from './validation-exception.ts';

export interface RuleDefinition {
  readonly name: string;
  /** Name of the bus; the default bus when it is missing. */
  readonly bus?: string;
  readonly pattern: EventPattern;
  readonly targets: readonly RuleTarget[];
  readonly enabled?: boolean;
}

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  readonly enabled: boolean;
  readonly pattern: EventPattern;
  readonly matches: Matcher;
  readonly targets: readonly RuleTarget[];
}

const MAXIMUM_TARGETS = 5;

/** Checks a rule as PutRule and PutTargets do, and compiles its pattern. */
export function makeRule(definition: RuleDefinition, bus: string, arn: string): Rule {
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(definition.name))
    throw validationException(`Rule name '${definition.name}' is not valid.`);
  if (definition.targets.length > MAXIMUM_TARGETS)
    throw validationException(
      `The requested resource exceeds the maximum number allowed: ${MAXIMUM_TARGETS} targets.`,
    );
  for (const target of definition.targets) checkTarget(target);
  return {
    name: definition.name,
    arn,
    bus,
    enabled: definition.enabled ?? true,
    pattern: definition.pattern,
    matches: compileEventPattern(definition.pattern),
    targets: definition.targets,
  };
}

function checkTarget(target: RuleTarget): void {
  const kind = targetKind(target.arn);
  if (!kind)
    throw validationException(
      `Parameter ${target.arn} is not valid. Reason: Provided Arn is not in correct format.`,
    );
  if (kind === 'state-machine' && !target.roleArn)
    throw validationException(`RoleArn is required for target ${target.arn}.`);
  const inputs = [target.input, target.inputPath, target.inputTransformer].filter(
    (input) => input !== undefined,
  );
  if (inputs.length > 1)
    throw validationException(
      `Only one of Input, InputPath, or InputTransformer must be provided for target ${target.id}.`,
    );
  checkInput(target);
}

function checkInput(target: RuleTarget): void {
  if (target.input !== undefined && !isJson(target.input))
    throw validationException(`JSON syntax error in input for target ${target.id}.`);
  const paths = Object.values(target.inputTransformer?.inputPathsMap ?? {});
  for (const path of target.inputPath === undefined ? paths : [target.inputPath]) {
    if (!isPath(path)) throw validationException(`Invalid JSON path ${path} for target ${target.id}.`);
  }
  const known = [...PREDEFINED_VARIABLES, ...Object.keys(target.inputTransformer?.inputPathsMap ?? {})];
  for (const name of placeholders(target.inputTransformer?.inputTemplate ?? '')) {
    if (!known.includes(name))
      throw validationException(
        `InputTemplate for target ${target.id} contains invalid placeholder ${name}.`,
      );
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
